-- The document as DOCX: the styles of reference.docx, and what Pandoc's writer has no word for. Loaded by pandoc.lua.
--
-- `build` leaves marks in the text, comments of XML, for docx_parts.lua to find in what the writer made. No text can hold
-- one: the writer escapes what people wrote.

local parts = dofile(arg[0]:gsub("pandoc%.lua$", "") .. "docx_parts.lua")

-- Classes of the skeleton → paragraph styles of reference.docx.
local STYLES = {
  stage = "Fase", keep = "Med neste", ["national-heading"] = "Nasjonal overskrift",
  adaptation = "Tilpasning", omission = "Utelatt", ["white-field"] = "Hvitt felt", ["follow-up"] = "Oppfølging",
  logo = "Date", hint = "Veiledning", note = "Merknad",
}
local BARS = {
  ["bar-done"] = "Søyle gjennomført", ["bar-under-way"] = "Søyle pågår", ["bar-not-started"] = "Søyle ikke startet",
  ["bar-dropped"] = "Søyle utgår", ["bar-unknown"] = "Søyle ukjent", ["bar-empty"] = "Søyle tom",
}
-- What the signs of a bar become: LibreOffice draws each hard space by itself, with white between them.
local SIGN, SPACE = "\u{a0}", "\u{2005}"
local SWATCHES = { [4] = "bar-done", [5] = "bar-under-way", [6] = "bar-not-started", [7] = "bar-dropped", [8] = "bar-unknown" }
local ROOM = 4 -- lines to write on in a field of a form

local function raw(xml) return pandoc.RawInline("openxml", xml) end
local function mark(name) return raw("<!--" .. name .. "-->") end
local function raw_block(name) return pandoc.Blocks { pandoc.RawBlock("openxml", "<!--" .. name .. "-->") } end
local function styled(style, blocks) return pandoc.Div(blocks, { ["custom-style"] = style }) end
local TAB = '<w:r><w:tab /></w:r>'

-- Pandoc gives tight list items a style of their own, whatever the div around them says; loose ones take the div's.
local function loose(blocks)
  if #blocks == 1 and blocks[1].t == "Para" then return blocks end
  return blocks:walk { Plain = function(plain) return pandoc.Para(plain.content) end }
end

local function follows(block)
  return block.t == "Div" and block.attributes["custom-style"] == STYLES["follow-up"]
end

-- An action stays on the page of the line that says who and when. (A list with such lines has paragraphs, never plain
-- lines. Nothing here looks into a paragraph: to hand its words to Lua and back takes as long as to write them.)
local function with_follow_up(list)
  for _, item in ipairs(list.content) do
    for i = 2, #item do
      if follows(item[i]) and item[i - 1].t == "Para" then item[i - 1] = styled(STYLES.keep, { item[i - 1] }) end
    end
  end
  return list
end

-- A list that stays on one page: each point keeps with the next, but for the last, which would keep what follows.
local function together(div)
  local left = 0
  div.content:walk { Plain = function() left = left + 1 end }
  return div.content:walk { Plain = function(plain)
    left = left - 1
    if left > 0 then return styled(STYLES.keep, { pandoc.Para(plain.content) }) end
  end }
end

local function table_of(style, paragraphs, widths, change)
  return { traverse = "topdown", Table = function(tbl)
    if #tbl.colspecs ~= #widths then return tbl, false end
    for i, width in ipairs(widths) do tbl.colspecs[i] = { tbl.colspecs[i][1], width } end
    tbl.attr = pandoc.Attr("", {}, { ["custom-style"] = style })
    return styled(paragraphs, { change and change(tbl) or tbl }), false
  end }
end

local function bar(class, signs)
  return pandoc.Span({ pandoc.Str((signs:gsub(SIGN, SPACE))) }, { ["custom-style"] = BARS[class] })
end

-- Figures stand to the right, and the heads of their columns say which colour of the bar they are.
local function with_bars(tbl)
  for column, class in pairs(SWATCHES) do
    for _, block in ipairs(tbl.head.rows[1].cells[column].contents) do
      block.content = pandoc.Inlines { bar(class, SIGN:rep(4)), raw('<w:r><w:br /></w:r>') } .. block.content
    end
  end
  for column = 3, #tbl.colspecs do tbl.colspecs[column] = { "AlignRight", tbl.colspecs[column][2] } end
  return tbl:walk {
    Plain = function(plain) return pandoc.Para(plain.content) end,
    Span = function(span)
      if not BARS[span.classes[1]] then return nil end
      return bar(span.classes[1], pandoc.utils.stringify(span))
    end,
  }
end

local SITUATION = table_of("Nåsituasjon", "Compact", parts.WIDTHS["Nåsituasjon"])
local PROGRESS = table_of("Framdrift", "Framdrift tekst", parts.WIDTHS.Framdrift, with_bars)

-- A line to write on goes on to the margin, a signature's stands above its label; choices stand under each other's places; a field has room.
local function form_line(div)
  return styled("Linje", loose(div.content):walk { Para = function(para)
    return pandoc.Para(para.content .. { pandoc.Space(), raw(TAB) })
  end })
end

local function signature(div)
  return styled("Signatur", loose(div.content):walk { Para = function(para)
    return pandoc.Para({ raw(TAB), pandoc.LineBreak() } .. para.content)
  end })
end

local function choice(div)
  local first = true
  return styled("Valg", loose(div.content):walk { Str = function(str)
    if str.text ~= "☐" then return nil end
    local before = first and {} or { raw(TAB) }
    first = false
    return pandoc.Inlines(before) .. { str }
  end })
end

local function field(div)
  if not div.classes:includes("room") then return nil end
  return styled(STYLES["white-field"], loose(div.content):walk { Para = function(para)
    for _ = 1, ROOM do para.content:insert(pandoc.LineBreak()) end
    return para
  end })
end

-- The number of a text that is a list alone stands on a line of its own, on the page of the list: a paragraph of Word's has
-- one marker, and a number in a frame beside the first point is lost in LibreOffice.
local function point(div)
  local first = div.content[1]
  if #div.content > 1 and first.t == "Para" and #first.content <= 2 then div.content[1] = styled(STYLES.keep, { first }) end
  return pandoc.BulletList { div.content }
end

local DIVS = {
  situation = function(div) return div.content:walk(SITUATION) end,
  progress = function(div) return div.content:walk(PROGRESS) end,
  together = together,
  national = function(div) return raw_block("national") .. div.content .. raw_block("/national") end,
  point = point, line = form_line, signature = signature, choice = choice, ["white-field"] = field,
}

local function of_class(div)
  local class = div.classes[1]
  local made = DIVS[class] and DIVS[class](div)
  if made then return made end
  if STYLES[class] then return styled(STYLES[class], loose(div.content)) end
end

-- Headings as lines of the table of contents: links to their bookmarks, with nothing that may stand only once.
local function entries(headings)
  local made = pandoc.Blocks {}
  local lines = pandoc.Blocks(headings:map(function(heading) return pandoc.Plain(heading.content) end)):walk {
    Note = function() return {} end, Image = function(image) return image.caption end,
    Link = function(link) return link.content end, LineBreak = function() return pandoc.Space() end,
  }
  for i, heading in ipairs(headings) do
    local words = lines[i].content
    local line = pandoc.Inlines { i == 1 and mark("toc-field") or nil }
    line:extend(heading.identifier ~= "" and { pandoc.Link(words, "#" .. heading.identifier) } or words)
    if i == #headings then line:insert(mark("toc-end")) end
    made:insert(styled("toc " .. heading.level, { pandoc.Para(line) }))
  end
  return made
end

local function contents(div, headings)
  if #headings == 0 then return {} end
  local title = loose(div.content):walk { Para = function(para) return pandoc.Para({ mark("new-page") } .. para.content) end }
  return raw_block("toc") .. { styled("TOC Heading", title) } .. entries(headings) .. raw_block("/toc")
end

local function build(title, blocks, request, output)
  local headings = pandoc.List {}
  local followed = not request.markdown or request.markdown:find("follow-up", 1, true)
  blocks = blocks:walk {
    BulletList = followed and with_follow_up or nil, Div = of_class,
    Span = function(span)
      if span.classes[1] ~= "number" then return nil end
      return { mark("point"), pandoc.Span(span.content, { ["custom-style"] = "Punktnummer" }) }
    end,
    Header = function(header)
      if header.level < 3 then headings:insert(header:clone()) end
      local broken = header.classes:includes("new-page") or header.classes:includes("new-wide-page") and not output.portrait
      if not broken then return nil end
      header.content:insert(1, mark("new-page"))
      return header
    end,
  }
  local whole = pandoc.Blocks {}
  for _, block in ipairs(blocks) do
    local here = block.t == "Div" and block.classes[1] == "contents"
    if here then whole:extend(contents(block, headings)) else whole:insert(block) end
  end
  request.facts = request.facts or {}
  request.facts.tittel = title.title and pandoc.utils.stringify(title.title) or ""
  for i, line in ipairs(request.identity or {}) do title["hplan-" .. i] = line end -- properties of the file
  return pandoc.Pandoc(whole, pandoc.Meta(title))
end

-- The file's name in the document, with its bytes beside.
local function picture(given)
  local name = "picture-" .. given.file:match("%d+$")
  if not pandoc.mediabag.lookup(name) then
    local file = assert(io.open(given.file, "rb"))
    pandoc.mediabag.insert(name, given.mime, file:read("a"))
    file:close()
  end
  return name
end

return {
  writer = "docx", build = build, finish = parts.finish, options = parts.options, picture = picture,
}
