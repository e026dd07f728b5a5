-- The document as a page of HTML that needs nothing beside it: its stylesheet and pictures are inside. Loaded by pandoc.lua.
--
-- What is raw here is ours: pandoc.lua has made text of all that was raw in plans and templates.

local here = arg[0]:gsub("pandoc%.lua$", "")
local form = dofile(here .. "html_form.lua")
local IMAGE_SIZE = { width = true, height = true }
local NAVIGATED = 2 -- levels of headings, as the skeleton counts them

local function read(path)
  local file = assert(io.open(path, "rb"))
  local content = file:read("a")
  file:close()
  return content
end

local template
local function page()
  template = template or pandoc.template.compile(read(here .. "page.html"))
  return template
end

local escape = form.escape

-- Of the attributes that a template can write, those that say a language or the size of a picture. Attributes are
-- made of lists here: Lua goes through the names of a table in another order each time.
local function plain_attributes(element)
  local kept = {}
  for name, value in pairs(element.attributes) do
    local size = element.t == "Image" and IMAGE_SIZE[name] and value:match("^[%d.]+%a*%%?$")
    if size or name == "lang" and value:match("^[%a%d-]+$") then kept[#kept + 1] = { name, value } end
  end
  element.attr = pandoc.Attr(element.identifier, element.classes, kept)
  return element
end

local function attributes(...) return pandoc.Attr("", {}, { ... }) end

local function plain_image(image)
  image = plain_attributes(image)
  if #image.caption == 0 then image.attributes.alt = "" end -- `hplan check` asks for the words
  return image
end

-- Whoever reads with a screen reader hears which column and row a cell is of. The roles are those that the elements
-- have: browsers forget them where a stylesheet makes cards of rows.
local function described(tbl, label)
  local heads = {}
  tbl.attr = attributes({ "role", "table" })
  tbl.head.attr = attributes({ "role", "rowgroup" })
  for _, row in ipairs(tbl.head.rows) do
    row.attr = attributes({ "role", "row" })
    for i, cell in ipairs(row.cells) do
      heads[i] = pandoc.utils.stringify(cell.contents)
      cell.attr = attributes({ "role", "columnheader" }, { "scope", "col" })
    end
  end
  for _, body in ipairs(tbl.bodies) do
    body.row_head_columns = label and 1 or 0
    body.attr = attributes({ "role", "rowgroup" })
    for _, row in ipairs(body.body) do
      row.attr = attributes({ "role", "row" })
      for i, cell in ipairs(row.cells) do
        if label and i == 1 then
          cell.attr = attributes({ "role", "rowheader" }, { "scope", "row" })
        else
          cell.attr = attributes({ "role", "cell" }, label and { "data-label", heads[i] } or nil)
        end
      end
    end
  end
  return tbl
end

-- A table that a plan's text holds can be wider than a telephone: it scrolls, by keys too.
local function scrolling(tbl, words)
  local region = { { "role", "region" }, { "tabindex", "0" }, { "aria-label", words.table } }
  return pandoc.Div({ described(tbl) }, pandoc.Attr("", { "scrolling" }, region))
end

-- Parts of a bar, as wide as the signs it is made of are many. The figures stand in the cells beside it.
local function bar(cell)
  local parts = {}
  cell.contents:walk { Span = function(span)
    if span.classes[1] and span.classes[1]:match("^bar%-") then
      local width = utf8.len(pandoc.utils.stringify(span))
      parts[#parts + 1] = ('<span class="%s" style="flex-grow: %d"></span>'):format(escape(span.classes[1]), width)
    end
  end }
  if #parts == 0 then return end
  cell.contents = pandoc.Blocks { pandoc.RawBlock("html", '<div class="bar" aria-hidden="true">' .. table.concat(parts) .. "</div>") }
end

local function with_bars(tbl)
  for _, body in ipairs(tbl.bodies) do
    for _, row in ipairs(body.body) do
      for _, cell in ipairs(row.cells) do bar(cell) end
    end
  end
  return tbl
end

local function tables(words)
  local of_texts = { traverse = "topdown", Table = function(tbl) return scrolling(tbl, words), false end }
  local function with_texts(tbl)
    for _, body in ipairs(tbl.bodies) do
      for _, row in ipairs(body.body) do
        for _, cell in ipairs(row.cells) do cell.contents = cell.contents:walk(of_texts) end
      end
    end
    return tbl
  end
  local function labelled(div)
    local prepare = ({ situation = with_texts, progress = with_bars })[div.classes[1]]
    if not prepare then return nil end
    div.content = div.content:map(function(block)
      return block.t == "Table" and described(prepare(block), true) or block
    end)
    return div, false
  end
  return { traverse = "topdown", Div = labelled, Table = of_texts.Table }
end

-- A list whose points have numbers needs no bullets.
local function points(list)
  for _, item in ipairs(list.content) do
    local first = item[1] and item[1].content and item[1].content[1]
    if not first or first.t ~= "Span" or first.classes[1] ~= "number" then return nil end
  end
  return pandoc.Div({ list }, { class = "points" })
end

-- Every heading and every number of a point can be linked to; headings are a level lower, below the title.
local function anchors(blocks)
  local seen, count = {}, 0
  local function unique(name)
    if name == "" or seen[name] then
      count = count + 1
      name = "del-" .. count
    end
    seen[name] = true
    return name
  end
  local level = 1
  return blocks:walk {
    traverse = "topdown",
    Header = function(header)
      header.identifier, level = unique(header.identifier), header.level
      header.level = header.level + 1
      return header
    end,
    Div = function(div)
      if div.classes[1] ~= "national-heading" then return nil end
      local inlines = pandoc.utils.blocks_to_inlines(div.content)
      return pandoc.Header(level + 2, inlines, pandoc.Attr(unique(""), { "national-heading" })), false
    end,
    Span = function(span)
      if span.classes[1] ~= "number" then return nil end
      span.identifier = unique("punkt-" .. pandoc.utils.stringify(span):gsub("[^%w.-]", ""))
      return span
    end,
  }
end

-- The headings as nested links.
local function navigation(blocks)
  local tree, link = {}, nil
  local plain = {
    Note = function() return {} end, Image = function() return {} end,
    Link = function(inner) return inner.content end,
    Span = function(span) span.identifier = "" return span end,
  }
  for _, block in ipairs(blocks) do
    if block.t == "Header" and block.level <= NAVIGATED + 1 and block.classes[1] ~= "national-heading" then
      link = pandoc.Plain { pandoc.Link(block.content:walk(plain), "#" .. block.identifier) }
      if block.level == 2 or #tree == 0 then
        tree[#tree + 1] = { link }
      else
        local above = tree[#tree]
        above[2] = above[2] or pandoc.BulletList {}
        above[2].content:insert({ link })
      end
    end
  end
  return #tree > 0 and pandoc.Blocks { pandoc.BulletList(tree) } or pandoc.Blocks {}
end

-- A footnote in the title would have its number from nowhere; its words stand behind the title's.
local function without_notes(inlines)
  return pandoc.Inlines(inlines or {}):walk {
    Note = function(note)
      return pandoc.Inlines { pandoc.Str(" (") } .. pandoc.utils.blocks_to_inlines(note.content) .. { pandoc.Str(")") }
    end,
    Span = plain_attributes, Image = plain_image,
  }
end

-- Dots to write a date on are for paper.
local function without_dots(inlines)
  return inlines:walk {
    Str = function(str) return str.text:gsub("…", "") == "" and pandoc.Inlines {} or nil end,
  }
end

-- Stage and logo stand in the head of the page; the contents are its navigation.
local function take_head(blocks)
  local head = {}
  local rest = blocks:filter(function(block)
    local class = block.t == "Div" and block.classes[1]
    if class == "stage" or class == "logo" then head[class] = pandoc.utils.blocks_to_inlines(block.content) end
    if class == "stage" then head.kind = block.classes[2] end
    return class ~= "stage" and class ~= "logo" and class ~= "contents"
  end)
  return rest, head
end

local function build(title, blocks, request)
  local clean = {
    Div = plain_attributes, Span = plain_attributes, Header = plain_attributes, Link = plain_attributes,
    Image = plain_image, Code = function(code) return pandoc.Code(code.text) end,
    CodeBlock = function(code) return pandoc.CodeBlock(code.text) end,
  }
  local rest, head = take_head(pandoc.Blocks(blocks):walk(clean))
  rest = form.forms(anchors(rest:walk { BulletList = points }:walk(tables(request.words))))
  local meta = { logo = head.logo, stage = head.stage and without_notes(head.stage), navigation = navigation(rest) }
  if head.kind == "utkast" then meta.stamp = pandoc.utils.stringify(head.stage) end
  for _, part in ipairs { "title", "subtitle", "date" } do
    if title[part] then meta[part] = without_notes(part == "date" and without_dots(title[part]) or title[part]) end
  end
  local said = {}
  for _, part in ipairs { "subtitle", "title" } do said[#said + 1] = meta[part] and pandoc.utils.stringify(meta[part]) end
  meta.pagetitle = table.concat(said, ": ")
  for name, word in pairs(request.words) do meta["word-" .. name] = word end
  return pandoc.Pandoc(rest, pandoc.Meta(meta))
end

local function finish(text, _, request)
  local back = ' aria-label="' .. escape(request.words.back) .. '" role="doc-backlink"'
  return (text:gsub('\n?%s*role="doc%-backlink"', function() return back end))
end

-- A branch's own colour; on a dark ground it is made lighter.
local COLOR = [[

:root { --red: %s; --accent: %s; --tint: %s; }
@media screen and (prefers-color-scheme: dark) {
  :root { --accent: color-mix(in srgb, %s 35%%, white); --tint: #262626; }
}
]]

return {
  writer = "html5", build = build, finish = finish,
  options = function(output, request)
    -- Nothing in a stylesheet can end its element.
    local style, look = read(output.reference):gsub("</", "<\\/"), request.look or {}
    if look.color then style = style .. COLOR:format(look.color, look.color, look.tint, look.color) end
    return { template = page(), variables = { style = style }, wrap_text = "none" }
  end,
  picture = function(given) return pandoc.mediabag.make_data_uri(given.mime, read(given.file)) end,
}
