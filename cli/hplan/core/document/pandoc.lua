-- Makes documents of Markdown, as one process for as many as there are. Run by pandoc.py: `pandoc lua pandoc.lua`.
--
-- Standard input has one JSON object per line, standard output one answer to each.
--   {markdown, texts, lang, epoch, outputs, facts, look, identity}   a document: the skeleton that the template made, the user's
--                                texts that its markers []{t=N} stand for, and the formats to write; facts: what headers
--                                may name; look: {color, tint}, "#rrggbb" where some are chosen
--   answer {pictures: [...]}     the pictures its texts name
--   {pictures: {name: {file, link, mime}}}   where the checked copies of those are
--   answer {done: true} or {error: "..."}
--
-- A user's text never becomes part of the skeleton: each is read by itself, as CommonMark, which has no raw
-- blocks, attributes, includes or metadata that could reach a writer, and takes linear time on any input.

local here = arg[0]:gsub("pandoc%.lua$", "")
-- Each format is a file beside this one: { writer, build(title, blocks, request, output),
-- finish(text, output, request, document), options(output, request), picture(given) }. One without a writer builds what
-- is to be in the file.
local formats = setmetatable({}, { __index = function(loaded, name)
  local file = ({ docx = "docx", md = "markdown", html = "html", typst = "typst" })[name]
  loaded[name] = dofile(here .. file .. ".lua")
  return loaded[name]
end })

local skeleton = dofile(here .. "skeleton.lua")
local SKELETON = "commonmark+attributes+fenced_divs+bracketed_spans+pipe_tables+strikeout"
-- Naming an extension costs more than reading a text, so they are named only for texts that could need them.
local TEXT, RICH_TEXT = "commonmark", "commonmark+pipe_tables+strikeout+footnotes"
local LONGEST_NUMBER = 20 -- bytes, of a point: 12.34.56
local SAFE_LINK = { http = true, https = true, mailto = true, tel = true }

local function literal(text) return pandoc.Inlines(pandoc.Str(text)) end

-- The lines of a raw block as paragraphs: what was written is shown, not run.
local function literal_blocks(text)
  local blocks = pandoc.Blocks {}
  for line in text:gmatch("[^\n]+") do
    blocks:insert(pandoc.Para(literal(line)))
  end
  return blocks
end

-- Browsers pass over blanks and control characters in an address, and run what then begins with "javascript:".
local function safe_link(link)
  local scheme = link.target:gsub("[%c%s]", ""):match("^(%a[%w+.-]*):")
  if scheme and SAFE_LINK[scheme:lower()] then return nil end
  local shown = pandoc.Inlines(link.content)
  if pandoc.utils.stringify(link) ~= link.target then
    shown:extend { pandoc.Space(), pandoc.Str("(" .. link.target .. ")") }
  end
  return shown
end

-- A list of picture names, each once, and the function of a walk that adds to it.
local function collector()
  local names, seen = pandoc.List {}, {}
  return names, function(image)
    if not seen[image.src] then
      seen[image.src] = true
      names:insert(image.src)
    end
  end
end

-- Read the user's texts, each by itself.
local function read_texts(texts, collect)
  local read = pandoc.Blocks {}
  for _, text in ipairs(texts) do
    local format = text:find("[|~]") or text:find("[^", 1, true)
    read:insert(pandoc.Div(pandoc.read(text .. "\n", format and RICH_TEXT or TEXT, nil, {}).blocks))
  end
  read = read:walk {
    RawInline = function(raw) return literal(raw.text) end,
    RawBlock = function(raw) return literal_blocks(raw.text) end,
    Header = function(header) return pandoc.Para { pandoc.Strong(header.content) } end,
    Link = safe_link,
    Image = collect,
  }
  return read:map(function(div) return div.content end)
end

-- A text that stands in a line: its paragraphs and points one after another, the numbers of points as words.
local function flat(blocks)
  local line = pandoc.Inlines {}
  local function add(inlines)
    if #line > 0 then line:insert(pandoc.LineBreak()) end
    line:extend(inlines)
  end
  for _, block in ipairs(blocks) do
    if block.t == "BulletList" or block.t == "OrderedList" then
      for i, item in ipairs(block.content) do
        local number = block.t == "OrderedList" and pandoc.Inlines { pandoc.Str(block.start + i - 1 .. "."), pandoc.Space() }
        add((number or pandoc.Inlines {}) .. flat(item))
      end
    elseif block.t == "BlockQuote" or block.t == "Div" then
      add(flat(block.content))
    elseif block.t == "Table" then
      block:walk { traverse = "topdown", Plain = function(plain) add(plain.content) end }
    else
      add(pandoc.utils.blocks_to_inlines { block })
    end
  end
  return line
end

local function marker(inline)
  return inline and inline.t == "Span" and tonumber(inline.attr.attributes.t)
end

-- The place and language of a marker that is alone in a paragraph, or alone after the number of a point; the number.
local function alone_in(content)
  local first, last = content[1], content[#content]
  local number = #content == 3 and first.t == "Span" and first.attr.classes[1] == "number" and first or nil
  local place = (number or #content == 1) and marker(last)
  if place then return place, last.attr.attributes.lang, number end
end

-- The number of a point before its first words.
local function with_number(number, text)
  local first = text[1]
  if first and (first.t == "Para" or first.t == "Plain") then
    local head = pandoc.Para(pandoc.Inlines { number, pandoc.Space() } .. first.content)
    return pandoc.Blocks { head } .. pandoc.Blocks { table.unpack(text, 2) }
  end
  return pandoc.Blocks { pandoc.Para { number } } .. text
end

-- Put the texts where their markers stand: as blocks where a marker stands alone, else as part of the line.
-- The skeleton's own raw parts are shown, not run, too: a template may be a stranger's.
local function fill(blocks, texts, collect)
  local function alone(block)
    -- A marker says nothing, and the number before it little: no need to hand every word of the others to Lua.
    if #pandoc.utils.stringify(block) > LONGEST_NUMBER then return nil end
    local place, lang, number = alone_in(block.content)
    if not place then return nil end
    local text = number and with_number(number, texts[place]) or texts[place]
    if #text == 1 and text[1].t == "Para" and block.t == "Plain" then
      local line = text[1].content
      return pandoc.Plain(lang and { pandoc.Span(line, { lang = lang }) } or line), false
    end
    return lang and pandoc.Div(text, { lang = lang }) or text, false
  end
  local function inline(span)
    local place = marker(span)
    if not place and #span.content == 0 and span.attr.identifier == "" then
      error("marker", 0)
    end
    if not place then return nil end
    local line, lang = flat(texts[place]), span.attr.attributes.lang
    return lang and pandoc.Span(line, { lang = lang }) or line, false
  end
  local function no_marker(element)
    if (element.text or element.target):find("[]{t=", 1, true) then error("marker", 0) end
  end
  return blocks:walk {
    Code = no_marker, CodeBlock = no_marker, Link = function(link)
      no_marker(link)
      if link.target:sub(1, 1) == "#" or link.target == "" then return nil end -- a place that the template has made
      return safe_link(link)
    end,
    traverse = "topdown", Para = alone, Plain = alone, Span = inline, Image = collect,
    RawInline = function(raw) return literal(raw.text) end,
    RawBlock = function(raw) return literal_blocks(raw.text) end,
  }
end

-- Title, subtitle and date come as divs, so that a template can place them; they become the document's own.
local function take_title(blocks)
  local title, rest = {}, pandoc.Blocks {}
  for _, block in ipairs(blocks) do
    local class = block.t == "Div" and block.attr.classes[1]
    if class == "title" or class == "subtitle" or class == "date" then
      title[class] = pandoc.utils.blocks_to_inlines(block.content)
    else
      rest:insert(block)
    end
  end
  return title, rest
end

local function write(output, blocks, pictures, request)
  local format = formats[output.to]
  if next(pictures) then
    blocks = blocks:walk { Image = function(image)
      image.src = format.picture(pictures[image.src])
      return image
    end }
  end
  local title, rest = take_title(blocks) -- the title too has only checked pictures
  local document = format.build(title, rest, request, output)
  local bytes = document
  if format.writer then
    document.meta.lang = request.lang
    local written = pandoc.write(document, format.writer, format.options(output, request))
    bytes = format.finish(written, output, request, document)
  end
  local file = assert(io.open(output.file, "wb"))
  assert(file:write(bytes))
  file:close()
end

io.stdout:setvbuf("line")
local function answer(message) io.stdout:write(pandoc.json.encode(message), "\n") end

local function serve(request)
  local named, collect = collector()
  local texts = read_texts(request.texts, collect)
  local blocks = skeleton.read(request.markdown, function(markdown)
    return fill(pandoc.read(markdown, SKELETON).blocks, texts, collect)
  end)
  answer { pictures = named }
  local given = pandoc.json.decode(io.read("l")).pictures
  -- The epoch is the time that a DOCX says it was made: the same plan gives the same bytes on any day.
  pandoc.system.with_environment({ SOURCE_DATE_EPOCH = ("%d"):format(request.epoch) }, function()
    for _, output in ipairs(request.outputs) do
      pandoc.mediabag.empty()
      write(output, blocks, given, request)
    end
  end)
end

-- The first document of a process takes twice as long as the next. Whoever started us is still reading plans: make
-- a small one meanwhile, and throw it away.
local function warm_up()
  local texts = read_texts { "Verve *nye* medlemmer" }
  local small = pandoc.read("# Mål\n\n::: national\n- []{t=1}\n:::\n", SKELETON)
  local docx, request = formats.docx, { lang = "nb-NO", facts = {} }
  docx.finish(pandoc.write(docx.build({}, fill(small.blocks, texts), request, {}), "docx"), {}, request)
end

-- Lua looks for garbage between documents, and within one only when it has grown to ten times what is in use.
collectgarbage("incremental", 1000)
warm_up()
for line in io.lines() do
  local ok, problem = pcall(serve, pandoc.json.decode(line))
  if ok then answer { done = true } else answer { error = tostring(problem):match("[^\n]*") } end
  collectgarbage()
end
