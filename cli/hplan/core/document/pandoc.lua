-- Makes documents of Markdown, as one process for as many as there are. Run by pandoc.py: `pandoc lua pandoc.lua`.
--
-- Standard input has one JSON object per line, standard output one answer to each.
--   {markdown, texts, lang, epoch, outputs}   a document: the skeleton that the template made, the user's texts that its
--                                markers []{t=N} stand for, and the formats to write
--   answer {pictures: [...]}     the pictures its texts name
--   {pictures: {name: {file, link, mime}}}   where the checked copies of those are
--   answer {done: true} or {error: "..."}
--
-- A user's text never becomes part of the skeleton: each is read by itself, as CommonMark, which has no raw
-- blocks, attributes, includes or metadata that could reach a writer, and takes linear time on any input.

local docx = dofile((arg[0]:gsub("pandoc%.lua$", "docx.lua")))

local SKELETON = "commonmark+attributes+fenced_divs+bracketed_spans+pipe_tables+strikeout"
-- Naming an extension costs more than reading a text, so they are named only for texts that could need them.
local TEXT, RICH_TEXT = "commonmark", "commonmark+pipe_tables+strikeout+footnotes"
local SAFE_LINK = { http = true, https = true, mailto = true, tel = true }
-- Classes of the skeleton → paragraph styles of reference.docx.
local STYLES = {
  stage = "Fase", keep = "Med neste", ["national-heading"] = "Nasjonal overskrift", national = "Nasjonal tekst",
  adaptation = "Tilpasning", omission = "Utelatt", ["white-field"] = "Hvitt felt", ["follow-up"] = "Oppfølging",
}


local function literal(text) return pandoc.Inlines(pandoc.Str(text)) end

-- The lines of a raw block as paragraphs: what was written is shown, not run.
local function literal_blocks(text)
  local blocks = pandoc.Blocks {}
  for line in text:gmatch("[^\n]+") do
    blocks:insert(pandoc.Para(literal(line)))
  end
  return blocks
end

local function safe_link(link)
  local scheme = link.target:match("^(%a[%w+.-]*):")
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
  return inline and inline.t == "Span" and tonumber(inline.attributes.t)
end

-- Put the texts where their markers stand: as blocks where a marker stands alone, else as part of the line.
-- The skeleton's own raw parts are shown, not run, too: a template may be a stranger's.
local function fill(blocks, texts, collect)
  local function alone(block)
    local number = #block.content == 1 and marker(block.content[1])
    if not number then return nil end
    local text = texts[number]
    if #text == 1 and text[1].t == "Para" and block.t == "Plain" then
      return pandoc.Plain(text[1].content), false
    end
    return text, false
  end
  local function inline(span)
    local number = marker(span)
    if not number and #span.content == 0 and span.identifier == "" then
      error("marker", 0)
    end
    if number then return flat(texts[number]), false end
  end
  local function no_marker(element)
    if (element.text or element.target):find("[]{t=", 1, true) then error("marker", 0) end
  end
  return blocks:walk {
    Code = no_marker, CodeBlock = no_marker, Link = no_marker,
    traverse = "topdown", Para = alone, Plain = alone, Span = inline, Image = collect,
    RawInline = function(raw) return literal(raw.text) end,
    RawBlock = function(raw) return literal_blocks(raw.text) end,
  }
end

-- Title, subtitle and date come as divs, so that a template can place them; they become the document's own.
local function take_title(blocks)
  local title, rest = {}, pandoc.Blocks {}
  for _, block in ipairs(blocks) do
    local class = block.t == "Div" and block.classes[1]
    if class == "title" or class == "subtitle" or class == "date" then
      title[class] = pandoc.utils.blocks_to_inlines(block.content)
    else
      rest:insert(block)
    end
  end
  return title, rest
end

-- Pandoc gives tight list items a style of their own, whatever the div around them says; loose ones take the div's.
local function styled(div)
  local style = STYLES[div.classes[1]]
  if not style then return nil end
  local content = div.content:walk { Plain = function(plain) return pandoc.Para(plain.content) end }
  return pandoc.Div(content, { ["custom-style"] = style })
end

-- A list that stays on one page: each point keeps with the next, but for the last, which would keep what follows.
local function together(div)
  local left = 0
  div.content:walk { Plain = function() left = left + 1 end }
  return div.content:walk { Plain = function(plain)
    left = left - 1
    if left > 0 then return pandoc.Div({ pandoc.Para(plain.content) }, { ["custom-style"] = STYLES.keep }) end
  end }
end

local function as_docx(title, blocks)
  blocks = blocks:walk { BulletList = function(list) return docx.with_follow_up(list, STYLES.keep) end }
  local situation = { traverse = "topdown", Table = function(tbl) return docx.situation_table(tbl), false end }
  blocks = blocks:walk {
    Div = function(div)
      if div.classes[1] == "situation" then return div.content:walk(situation) end
      if div.classes[1] == "together" then return together(div) end
      return styled(div)
    end,
  }
  return pandoc.Pandoc(blocks, pandoc.Meta(title))
end

-- A table whose cells hold paragraphs and lists cannot be read in a text editor: each row becomes a section.
local function rows_as_sections(tbl)
  local heads, sections = {}, pandoc.Blocks {}
  for _, cell in ipairs(tbl.head.rows[1].cells) do
    table.insert(heads, pandoc.utils.blocks_to_inlines(cell.contents))
  end
  for _, row in ipairs(tbl.bodies[1].body) do
    local own, filled = false, false
    row.cells[1].contents:walk { Span = function(span) own = own or span.classes[1] == "own" end }
    for i = 2, #row.cells do filled = filled or #row.cells[i].contents > 0 end
    if own or filled then sections:insert(pandoc.Header(2, pandoc.utils.blocks_to_inlines(row.cells[1].contents))) end
    for i = 2, #row.cells do
      if #row.cells[i].contents > 0 then
        sections:insert(pandoc.Para { pandoc.Strong(heads[i]) })
        sections:extend(row.cells[i].contents)
      end
    end
  end
  return sections
end

local function labelled(div)
  local class = div.classes[1]
  if class == "situation" then
    return div.content:walk { traverse = "topdown", Table = function(tbl) return rows_as_sections(tbl), false end }
  end
  if class == "national-heading" or class == "stage" then
    return div.content:walk { Para = function(p) return pandoc.Para { pandoc.Strong(p.content) } end }
  end
  if class == "white-field" or class == "adaptation" or class == "omission" then
    return pandoc.BlockQuote(div.content)
  end
  return div.content
end

local function as_markdown(title, blocks)
  blocks = blocks:walk { Div = labelled }
  blocks = blocks:walk { Header = function(header) header.level = header.level + 1 return header end }
  local head = pandoc.Blocks { pandoc.Header(1, title.title or {}) }
  for _, part in ipairs { "subtitle", "date" } do
    if title[part] then head:insert(pandoc.Para(title[part])) end
  end
  return pandoc.Pandoc(head .. blocks)
end

local FORMATS = {
  docx = {
    writer = "docx", build = as_docx, finish = docx.finish,
    options = function(output) return { reference_doc = output.reference } end,
    picture = function(given)
      local name = "picture-" .. given.file:match("%d+$")
      if not pandoc.mediabag.lookup(name) then
        local file = assert(io.open(given.file, "rb"))
        pandoc.mediabag.insert(name, given.mime, file:read("a"))
        file:close()
      end
      return name
    end,
  },
  md = {
    writer = "gfm-raw_html", build = as_markdown, finish = function(text) return text end,
    options = function() return { columns = 100 } end,
    picture = function(given) return given.link end,
  },
}

local function write(output, blocks, pictures, lang)
  local format = FORMATS[output.to]
  blocks = blocks:walk { Image = function(image)
    image.src = format.picture(pictures[image.src])
    return image
  end }
  local document = format.build(take_title(blocks)) -- the title too has only checked pictures
  document.meta.lang = lang
  local bytes = format.finish(pandoc.write(document, format.writer, format.options(output)))
  local file = assert(io.open(output.file, "wb"))
  assert(file:write(bytes))
  file:close()
end

io.stdout:setvbuf("line")
local function answer(message) io.stdout:write(pandoc.json.encode(message), "\n") end

local function serve(request)
  local named, collect = collector()
  local texts = read_texts(request.texts, collect)
  local blocks = fill(pandoc.read(request.markdown, SKELETON).blocks, texts, collect)
  answer { pictures = named }
  local given = pandoc.json.decode(io.read("l")).pictures
  -- The epoch is the time that a DOCX says it was made: the same plan gives the same bytes on any day.
  pandoc.system.with_environment({ SOURCE_DATE_EPOCH = ("%d"):format(request.epoch) }, function()
    for _, output in ipairs(request.outputs) do
      pandoc.mediabag.empty()
      write(output, blocks, given, request.lang)
    end
  end)
end

-- The first document of a process takes twice as long as the next. Whoever started us is still reading plans: make
-- a small one meanwhile, and throw it away.
local function warm_up()
  local texts = read_texts { "Verve *nye* medlemmer" }
  local skeleton = pandoc.read("# Mål\n\n::: national\n- []{t=1}\n:::\n", SKELETON)
  docx.finish(pandoc.write(as_docx({}, fill(skeleton.blocks, texts)), "docx"))
end

warm_up()
for line in io.lines() do
  local ok, problem = pcall(serve, pandoc.json.decode(line))
  if ok then answer { done = true } else answer { error = tostring(problem):match("[^\n]*") } end
end
