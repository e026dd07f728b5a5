-- What stands in a line, as Typst: words, pictures, code, languages, bars, links. Loaded by typst.lua.
--
-- To look at every word from Lua costs more than all else. So code is put into the text as a mark, a number between two
-- control characters, and a block's words and marks are asked for as one string. Where a mark stands, its code comes last.
-- What is code in a line ends with a semicolon, or Typst would take the words behind it, "(…)" or ".x", for more of it.

local stringify = pandoc.utils.stringify
local MARK, ENDS, NUMBER, NUMBER_ENDS, CONTROLS = "\2", "\3", "\4", "\5", "[\2-\5]"

local ESCAPES = { ["\\"] = "\\\\", ['"'] = '\\"', ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t" }
local function literal(text) return '"' .. text:gsub('[\\"\n\r\t]', ESCAPES) .. '"' end

local state -- of the document that is being made: codes of the marks, what is to become of some, what was met

local function mark(code, room)
  state.marks = state.marks + 1
  local n = tostring(state.marks)
  state.codes[n], state.rooms[n] = code, room
  return pandoc.Str(MARK .. n .. ENDS), n
end

-- PDF/UA asks for words in a picture's place; where nobody wrote any, it is at least said to be one.
local function image(picture)
  local alt = stringify(picture.caption)
  if not alt:find("%S") then alt = state.picture end
  local width = (picture.attr.attributes.width or ""):match("^%d+%.?%d*[cm]m$") -- of a template; what people write has none
  local code = ("#picture(%s, %s, width: %s);"):format(literal(picture.src), literal(alt), width or "auto")
  return (mark(code, 10000)) -- as much room as a page
end

-- As strings, not between backticks: in Typst a word at the first of three names a language, and is not shown.
local function code(text) return (mark("#raw(" .. literal(text.text) .. ");")) end

local function language(lang) return literal(lang:match("^(%a%a%a?)%f[%A]") or "nb") end

-- #name[ … ];
local function enclosed(opening, content)
  content:insert(1, (mark("#" .. opening .. "[")))
  content:insert((mark("];")))
  return content
end
local function by(name)
  return function(element) return enclosed(name, element.content) end
end

-- PDF/UA has no line through words that are underlined, as links are. Of the two, the line through is what matters: the
-- words stay, and lead nowhere.
local STRIKE = "strike"
local function strike(element)
  for n in stringify(element.content):gmatch(MARK .. "(%d+)" .. ENDS) do
    if state.links[n] then state.codes[n], state.codes[state.links[n]] = "", "" end
  end
  return enclosed(STRIKE, element.content)
end
local function is_struck(content)
  for n in stringify(content):gmatch(MARK .. "(%d+)" .. ENDS) do
    if state.codes[n] == "#" .. STRIKE .. "[" then return true end
  end
end

local function span(element)
  local class = element.attr.classes[1] or ""
  if class == "number" then
    return pandoc.Str(NUMBER .. stringify(element):gsub(CONTROLS, "") .. NUMBER_ENDS)
  end
  local kind = class:match("^bar%-(%a[%a-]*)$")
  if kind then
    local _, signs = stringify(element):gsub("\u{a0}", "")
    return (mark(("#bar(%s, %d);"):format(literal(kind), signs)))
  end
  local lang = element.attr.attributes.lang
  if not lang then return element.content end
  return enclosed(("in-language(%s)"):format(language(lang)), element.content)
end

local function label(identifier) return (identifier:gsub("%-", "_")) end

-- A link to a heading that is not there would stop Typst; whether it is, is known when all headings are.
local function link(element)
  local target, content = element.target, element.content
  if target == "" or #target > 8000 then return content end -- no link to Typst
  if not stringify(content):find("%S") then content = pandoc.Inlines { pandoc.Str(target) } end
  local inside = target:sub(1, 1) == "#"
  if not inside and is_struck(content) then return content end
  local opening, first = mark(inside and "" or ("#link(%s)["):format(literal(target)))
  local closing, last = mark(inside and "" or "];")
  if inside then
    state.jumps[#state.jumps + 1] = { to = label(target:sub(2)), first = first, last = last }
  else
    state.links[first] = last
  end
  content:insert(1, opening)
  content:insert(closing)
  return content
end

local function note(element)
  local place, n = mark("")
  state.notes[#state.notes + 1] = { mark = n, blocks = element.content }
  return place
end

local FILTER = {
  Image = image, Code = code, Span = span, Link = link, Note = note,
  Strong = by "strong", Emph = by "emph", Strikeout = strike, Underline = by "underline",
  Superscript = by "super", Subscript = by "sub", SmallCaps = by "smallcaps",
  LineBreak = function() return (mark("#linebreak();", 60)) end,
}

-- Nobody types control characters, but "&#2;" is one: then it is a string of Typst's, which will miss a glyph for it.
local function without_controls(inlines_or_blocks)
  return inlines_or_blocks:walk { Str = function(str)
    if str.text:find(CONTROLS) then return (mark("#" .. literal(str.text) .. ";")) end
  end }
end

-- Start a document: `picture` is what one without words is called.
local function start(picture, request)
  state = { picture = picture, marks = 0, codes = {}, rooms = {}, jumps = {}, links = {}, notes = {}, ids = {} }
  local function may_have_controls(source) return source:find("&#", 1, true) or source:find(CONTROLS) end
  state.controls = may_have_controls(request.markdown) or pandoc.List(request.texts):find_if(may_have_controls)
end

-- All that stands in lines, as words and marks.
local function prepare(inlines_or_blocks)
  return (state.controls and without_controls(inlines_or_blocks) or inlines_or_blocks):walk(FILTER)
end

-- Every sign that can mean something to Typst means itself. "1." and "..." do so where they are not escaped.
local function escaped(words)
  words = words:gsub("[\n\v\f\r]+", " "):gsub("[\\*_`$#<>@~=%-+/'\"%[%]]", "\\%0")
  return (words:gsub("%.%.+", function(dots) return ("\\."):rep(#dots) end):gsub("(%d)%.", "%1\\."))
end

-- The words of a block that has nothing but inlines; the number before them, if it has one; how many letters they are.
local function words_of(block)
  local words = stringify(block)
  local number
  if words:find(NUMBER, 1, true) then
    local found, rest = words:match("^\4([^\5]*)\5 ?(.*)$")
    if found then number, words = found, rest end
    words = words:gsub("[\4\5]", "")
  end
  local letters = #words
  for n in words:gmatch(MARK .. "(%d+)" .. ENDS) do letters = letters + (state.rooms[n] or 0) - #n - 2 end
  return escaped(words), number, letters
end

-- The name that a heading can be linked to by; the first of a name has it.
local function identify(header)
  local id = label(header.attr.identifier)
  if state.ids[id] or not id:match("^[%w_]+$") then return "" end
  state.ids[id] = true
  return "<" .. id .. ">\n"
end

local function in_place(text) return (text:gsub(MARK .. "(%d+)" .. ENDS, state.codes)) end

-- Return what puts all code in its place, once the headings are known.
local function resolve(convert)
  local codes = state.codes
  for _, jump in ipairs(state.jumps) do
    if state.ids[jump.to] then
      codes[jump.first], codes[jump.last] = ("#link(label(%s))["):format(literal(jump.to)), "];"
    end
  end
  for _, one in ipairs(state.notes) do
    codes[one.mark] = "#footnote[" .. in_place(convert(one.blocks)):gsub("%s+$", "") .. "];"
  end
  return in_place
end

return {
  literal = literal, language = language, start = start, prepare = prepare, words_of = words_of, identify = identify, label = label,
  escaped = escaped, resolve = resolve,
}
