-- The document as Markdown that reads well in a text editor and on GitHub. Loaded by pandoc.lua.

local BAR = { ["bar-done"] = "█", ["bar-under-way"] = "▓", ["bar-not-started"] = "▒", ["bar-dropped"] = "░", ["bar-unknown"] = "·" }
local SPACE = "\u{a0}"

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

local function strong(div)
  return div.content:walk { Para = function(p) return pandoc.Para { pandoc.Strong(p.content) } end }
end

local function lined(div)
  return div.content:walk { Para = function(p) return pandoc.Para(p.content .. { pandoc.Str(": " .. ("…"):rep(20)) }) end }
end

local function quoted(div) return pandoc.BlockQuote(div.content) end

local BLOCKS = {
  contents = function() return {} end, -- GitHub and editors show their own
  situation = function(div)
    return div.content:walk { traverse = "topdown", Table = function(tbl) return rows_as_sections(tbl), false end }
  end,
  stage = strong, ["national-heading"] = strong, line = lined, signature = lined,
  ["white-field"] = quoted, adaptation = quoted, omission = quoted, hint = quoted, note = quoted,
}

local function labelled(div)
  local block = BLOCKS[div.classes[1]]
  if block then return block(div) end
  return div.content
end

local function bar(span)
  local sign = BAR[span.classes[1]]
  if not sign then return span.content end
  local text = pandoc.utils.stringify(span):gsub(SPACE, sign)
  return pandoc.Inlines(pandoc.Str(text))
end

local function build(title, blocks)
  blocks = blocks:walk { Div = labelled, Span = bar }
  blocks = blocks:walk { Header = function(header) header.level = header.level + 1 return header end }
  local head = pandoc.Blocks { pandoc.Header(1, title.title or {}) }
  for _, part in ipairs { "subtitle", "date" } do
    if title[part] then head:insert(pandoc.Para(title[part])) end
  end
  return pandoc.Pandoc(head .. blocks)
end

return {
  writer = "gfm-raw_html", build = build, finish = function(text) return text end,
  options = function() return { columns = 100 } end,
  picture = function(given) return given.link end,
}
