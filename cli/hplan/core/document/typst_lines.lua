-- What stands in a line, as Typst: pictures, code, languages, bars, links. Loaded by typst.lua.
--
-- What is raw in a line ends with a semicolon, or Typst would take the words behind it, "(…)" or ".x", for code.

local ESCAPES = { ["\\"] = "\\\\", ['"'] = '\\"', ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t" }
local function literal(text) return '"' .. text:gsub('[\\"\n\r\t]', ESCAPES) .. '"' end
local function inline(code) return pandoc.RawInline("typst", code) end
local stringify = pandoc.utils.stringify

local state -- of the document that is being made

-- PDF/UA asks for words in a picture's place; where nobody wrote any, it is at least said to be one.
local function image(picture)
  local alt = stringify(picture.caption)
  if not alt:find("%S") then alt = state.picture end
  return inline(("#picture(%s, %s);"):format(literal(picture.src), literal(alt)))
end

-- As strings, not between backticks: in Typst a word at the first of three names a language, and is not shown.
local function code(text) return inline("#raw(" .. literal(text.text) .. ");") end

local function language(lang) return literal(lang:match("^(%a%a%a?)%f[%A]") or "nb") end

local function span(element)
  local class = element.classes[1] or ""
  local kind = class:match("^bar%-(%a[%a-]*)$")
  if kind then
    local _, signs = stringify(element):gsub("\u{a0}", "")
    return inline(("#bar(%s, %d);"):format(literal(kind), signs))
  end
  if class == "number" then return pandoc.Span(element.content, { class = "number" }) end
  local lang = element.attributes.lang
  if not lang then return element.content end
  return pandoc.Inlines { inline(("#in-language(%s)["):format(language(lang))) } .. element.content .. { inline("];") }
end

local function link(element)
  local target = element.target
  if target:sub(1, 1) == "#" then
    state.jumps = true
  elseif target == "" or #target > 8000 then -- neither is a link to Typst
    return element.content
  end
  local content = element.content
  if not stringify(content):find("%S") and not content:find_if(function(one) return one.t == "RawInline" end) then
    content = pandoc.Inlines { pandoc.Str(target) }
  end
  return pandoc.Link(content, target)
end

local function note(element)
  element.content = state.convert(element.content)
  return element
end

local FILTER = { Image = image, Code = code, Span = span, Link = link, Note = note }

-- The first of a name has it.
local function name(header)
  local id = header.identifier
  if state.ids[id] or not id:match("^[%w_-]+$") then header.identifier = "" else state.ids[id] = true end
  return header
end

-- A link to a heading that is not there would stop Typst.
local function known_link(element)
  local jump = element.target:match("^#(.*)")
  if jump and not state.ids[jump] then return element.content end
end

-- All that stands in lines, for Pandoc's writer to write as it is. `picture` is what one without words is called.
local function prepare(blocks, picture, convert)
  state = { picture = picture, convert = convert, ids = {}, jumps = false }
  local filter = { Header = name }
  for kind, handler in pairs(FILTER) do filter[kind] = handler end
  blocks = blocks:walk(filter)
  if state.jumps then blocks = blocks:walk { Link = known_link } end
  return blocks
end

return { literal = literal, inline = inline, language = language, filter = FILTER, prepare = prepare }
