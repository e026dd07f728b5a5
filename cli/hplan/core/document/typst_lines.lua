-- What stands in a line, as Typst: pictures, code, languages, bars, links. Loaded by typst.lua.
--
-- What is raw in a line ends with a semicolon, or Typst would take the words behind it, "(…)" or ".x", for code.

local ESCAPES = { ["\\"] = "\\\\", ['"'] = '\\"', ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t", ["-"] = "\\u{2d}", ["."] = "\\u{2e}" }
-- Without a dash or dots that `as_written` would see.
local function literal(text) return '"' .. text:gsub('[\\"\n\r\t%-.]', ESCAPES) .. '"' end
local function inline(code) return pandoc.RawInline("typst", code) end
local stringify = pandoc.utils.stringify

local state -- of the document that is being made

-- PDF/UA asks for words in a picture's place; where nobody wrote any, it is at least said to be one.
local function image(picture)
  state.broken = true
  local alt = stringify(picture.caption)
  if not alt:find("%S") then alt = state.picture end
  local width = (picture.attributes.width or ""):match("^%d+%.?%d*[cm]m$") -- of a template; what people write has none
  return inline(("#picture(%s, %s, width: %s);"):format(literal(picture.src), literal(alt), width or "auto"))
end

-- As strings, not between backticks: in Typst a word at the first of three names a language, and is not shown.
local function code(text) return inline("#raw(" .. literal(text.text) .. ");") end

local function language(lang) return literal(lang:match("^(%a%a%a?)%f[%A]") or "nb") end

-- Typst makes a heading of "=" and a list of "-", "+", "/", "1." also where Pandoc's writer does not think of it: behind
-- a list's own sign, or first in what is enclosed. A first word that could be one is kept apart.
local function to_keep_apart(content)
  local first = content[1]
  return first and first.t == "Str" and first.text:find("^[=+/%d-]")
end
local function kept_apart(content)
  if to_keep_apart(content) then content:insert(1, inline("#none;")) end
  return content
end

-- #name[ … ]; written here, since behind Pandoc's own "#strong[…]" a text ".at(0)" would be code.
local function enclosed(opening, content)
  return pandoc.Inlines { inline("#" .. opening .. "[") } .. kept_apart(content) .. { inline("];") }
end
local function by(name)
  return function(element) return enclosed(name, element.content) end
end

local function span(element)
  local class = element.classes[1] or ""
  local kind = class:match("^bar%-(%a[%a-]*)$")
  if kind then
    local _, signs = stringify(element):gsub("\u{a0}", "")
    return inline(("#bar(%s, %d);"):format(literal(kind), signs))
  end
  if class == "number" then
    state.numbered = true
    return pandoc.Span(element.content, { class = "number" })
  end
  local lang = element.attributes.lang
  if not lang then return element.content end
  return enclosed(("in-language(%s)"):format(language(lang)), element.content)
end

-- A link to a heading that is not there would stop Typst; whether it is, is known when all headings are.
local function link(element)
  local target, content = element.target, element.content
  if target == "" or #target > 8000 then return content end -- no link to Typst
  if not stringify(content):find("%S") and not content:find_if(function(one) return one.t == "RawInline" end) then
    content = pandoc.Inlines { pandoc.Str(target) }
  end
  if target:sub(1, 1) == "#" then
    state.jumps = true
    return pandoc.Link(content, target)
  end
  return enclosed(("link(%s)"):format(literal(target)), content)
end

local function note(element)
  element.content = state.convert(element.content)
  return pandoc.Inlines { element, inline(";") }
end

local FILTER = {
  Image = image, Code = code, Span = span, Link = link, Note = note,
  Strong = by "strong", Emph = by "emph", Strikeout = by "strike", Underline = by "underline",
  Superscript = by "super", Subscript = by "sub", SmallCaps = by "smallcaps",
  LineBreak = function() state.broken = true return inline("#linebreak();") end, -- without a new line, where "=" would be a heading
}

-- The first of a name has it.
local function name(header)
  local id = header.identifier:gsub("%-", "_")
  header.identifier = id
  if state.ids[id] or not id:match("^[%w_]+$") then header.identifier = "" else state.ids[id] = true end
  return header
end

local function jump(element)
  local id = element.target:sub(2):gsub("%-", "_")
  if not state.ids[id] then return element.content end
  return enclosed(("link(label(%s))"):format(literal(id)), element.content)
end

-- All that stands in lines, for Pandoc's writer to write as it is. `picture` is what one without words is called.
local function prepare(blocks, picture, convert)
  state = { picture = picture, convert = convert, ids = {}, jumps = false }
  local filter = { Header = name }
  for kind, handler in pairs(FILTER) do filter[kind] = handler end
  blocks = blocks:walk(filter)
  if state.jumps then blocks = blocks:walk { Link = jump } end
  return blocks
end

-- Typst makes one sign of "--", "---", "...", a minus of the dash of "-5", and nothing of "-?". Here they are escaped,
-- where Pandoc has not done so. Code of ours has none of them.
local function as_written(text)
  text = text:gsub("(\\*)(%-+)([?%d]?)", function(slashes, dashes, following)
    if #dashes == 1 and following == "" then return nil end
    local escaped = ("\\-"):rep(#dashes)
    return slashes .. (#slashes % 2 == 1 and escaped:sub(2) or escaped) .. following
  end)
  return (text:gsub("(\\*)(%.%.%.+)", function(slashes, dots)
    local escaped = ("\\."):rep(#dots)
    return slashes .. (#slashes % 2 == 1 and escaped:sub(2) or escaped)
  end))
end

return {
  as_written = as_written, literal = literal, inline = inline, language = language, filter = FILTER, prepare = prepare,
  kept_apart = kept_apart, to_keep_apart = to_keep_apart,
  numbered = function() return state.numbered end, -- whether points have numbers
  broken = function() return state.broken end, -- whether there are pictures or broken lines
}
