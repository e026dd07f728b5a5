-- The document as Markdown that reads well in a text editor and on GitHub. Loaded by pandoc.lua.

local WRITER, WIDTH = "gfm-raw_html", 100
local SIGNS = { done = "█", ["under-way"] = "▓", ["not-started"] = "▒", dropped = "░", unknown = "·" }
local KINDS = { "done", "under-way", "not-started", "dropped", "unknown" } -- the last columns of the table of progress
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

local DOTS = { pandoc.Str(": " .. ("…"):rep(20)) }

local function lined(div)
  return div.content:walk { Para = function(p) return pandoc.Para(p.content .. DOTS) end }
end

-- Boxes to tick, one below the other: GitHub draws them.
local function choices(div)
  local items = {}
  for choice in pandoc.utils.stringify(div.content):gmatch("☐([^☐]*)") do
    choice = choice:gsub("^[%s\u{a0}]+", ""):gsub("[%s\u{a0}]+$", "")
    items[#items + 1] = { pandoc.Plain { pandoc.Str("☐"), pandoc.Space(), pandoc.Str(choice) } }
  end
  return pandoc.BulletList(items)
end

-- A form's field to write in has dots as its lines have; a rule stands between forms.
local function forms(blocks)
  local made, before = pandoc.Blocks {}, nil
  for _, block in ipairs(blocks) do
    local class = block.t == "Div" and block.classes[1]
    if class == "line" and before == "write" then made:insert(pandoc.RawBlock("gfm", "---")) end
    if class == "white-field" and before then
      block, class = pandoc.Div(block.content, { class = "line" }), "write"
    end
    made:insert(block)
    before = (class == "line" or class == "choice" or class == "write") and class or nil
  end
  return made
end

-- How far each area has come: a bar, and below it what its signs stand for. As a table it would be wider than any window.
local function progress_as_list(tbl)
  local items, heads = {}, {}
  for _, cell in ipairs(tbl.head.rows[1].cells) do heads[#heads + 1] = pandoc.utils.stringify(cell.contents) end
  for _, row in ipairs(tbl.bodies[1].body) do
    local bar, said = "", { heads[3] .. " " .. pandoc.utils.stringify(row.cells[3].contents) }
    for i, kind in ipairs(KINDS) do
      local number = pandoc.utils.stringify(row.cells[i + 3].contents)
      if number ~= "0" then said[#said + 1] = ("%s %s %s"):format(SIGNS[kind], heads[i + 3], number) end
    end
    row.cells[2].contents:walk { Span = function(span)
      local sign = SIGNS[(span.classes[1] or ""):match("^bar%-(.*)")]
      if sign then bar = bar .. pandoc.utils.stringify(span):gsub(SPACE, sign) end
    end }
    local area = pandoc.utils.blocks_to_inlines(row.cells[1].contents)
    local lines = bar == "" and pandoc.Inlines {} or pandoc.Inlines { pandoc.LineBreak(), pandoc.Code(bar) }
    lines:extend { pandoc.LineBreak(), pandoc.Str(table.concat(said, " · ")) }
    items[#items + 1] = { pandoc.Plain(pandoc.Inlines { pandoc.Strong(area) } .. lines) }
  end
  return pandoc.BulletList(items)
end

local function quoted(div) return pandoc.BlockQuote(div.content) end

local BLOCKS = {
  contents = function() return {} end, -- GitHub and editors show their own
  situation = function(div)
    return div.content:walk { traverse = "topdown", Table = function(tbl) return rows_as_sections(tbl), false end }
  end,
  progress = function(div)
    return div.content:walk { traverse = "topdown", Table = function(tbl)
      if #tbl.colspecs == #KINDS + 3 then return progress_as_list(tbl), false end
    end }
  end,
  stage = strong, ["national-heading"] = strong, line = lined, signature = lined, choice = choices,
  ["white-field"] = quoted, adaptation = quoted, omission = quoted, hint = quoted, note = quoted,
}

local function labelled(div)
  local block = BLOCKS[div.classes[1]]
  if block then return block(div) end
  return div.content
end

-- Pandoc puts a backslash before every "#" and "<", lest they begin a heading or a tag. Within a word, or before a
-- number or a blank, they begin neither.
-- And it puts none before what begins a list or a heading on a line after a break, where one is needed.
local function escaped_anew(inlines)
  local made = pandoc.Inlines {}
  for i, inline in ipairs(inlines) do
    local rest = inline.t == "Str" and inline.text or ""
    local following = inlines[i + 1] and inlines[i + 1].t
    if i > 1 and inlines[i - 1].t == "LineBreak" then
      local number, sign = rest:match("^(%d+)([.)])$")
      if not sign then number, sign = "", rest:match("^%+$") or rest:match("^%-+$") or rest:match("^=+$") end
      if sign then
        made:insert(pandoc.RawInline("gfm", number .. "\\" .. sign))
        rest = ""
      end
    end
    while rest ~= "" do
      local start, stop = rest:find("#+%f[^#%s%z]")
      local less = rest:find("<[%d=]") or following == "Space" and rest:find("<$")
      if less and (not start or less < start) then start, stop = less, less end
      if not start then break end
      if start > 1 then made:insert(pandoc.Str(rest:sub(1, start - 1))) end
      made:insert(pandoc.RawInline("gfm", rest:sub(start, stop)))
      rest = rest:sub(stop + 1)
    end
    if inline.t ~= "Str" then made:insert(inline) elseif rest ~= "" then made:insert(pandoc.Str(rest)) end
  end
  return made
end

-- Whether a text may hold what escaped_anew looks for: looking at every word costs a third of the document.
local function has_signs(texts)
  local lead = "\n[%s>*+-]*"
  for _, text in ipairs(texts) do
    if text:find("[#<]") or text:find(lead .. "%d+\\?[.)]") or text:find(lead .. "\\[-+=]") then return true end
  end
end

-- Pandoc sets the text of a numbered point four signs in, whatever its number is. Here one space follows the number:
-- a list of bullets is written, whose points alone begin at the margin, and numbered.
local function numbered(list)
  local notes = false
  list:walk { Note = function() notes = true end }
  if notes then return nil end -- they are numbered through the document
  local sign = list.delimiter == "OneParen" and ") " or ". "
  local text = pandoc.write(pandoc.Pandoc { pandoc.BulletList(list.content) }, WRITER, { columns = WIDTH - 6 })
  local number, marker, lines = list.start - 1, nil, {}
  for line in text:gmatch("[^\n]*") do
    if line:find("^%-") then
      number = number + 1
      marker = number .. sign
      line = marker .. line:sub(3)
    elseif line ~= "" then
      line = (" "):rep(#marker) .. line:sub(3)
    end
    lines[#lines + 1] = line
  end
  return pandoc.RawBlock("gfm", (table.concat(lines, "\n"):gsub("\n+$", "")))
end

local function build(title, blocks, request)
  blocks = forms(blocks):walk { Div = labelled }:walk { Span = function(span) return span.content end }
  blocks = blocks:walk { Inlines = has_signs(request.texts) and escaped_anew or nil, OrderedList = numbered }
  blocks = blocks:walk { Header = function(header) header.level = header.level + 1 return header end }
  local head = pandoc.Blocks { pandoc.Header(1, title.title or {}) }
  for _, part in ipairs { "subtitle", "date" } do
    if title[part] then head:insert(pandoc.Para(title[part])) end
  end
  return pandoc.Pandoc(head .. blocks)
end

-- The plan that the document is made of, as definitions of a link that nothing refers to: nobody sees them.
local function finish(text, _, request)
  local lines = { text:match("^(.-)%s*$"), "" }
  for _, line in ipairs(request.identity or {}) do lines[#lines + 1] = "[//]: # (hplan " .. line .. ")" end
  lines[#lines + 1] = ""
  return table.concat(lines, "\n")
end

return {
  writer = WRITER, build = build, finish = finish,
  options = function() return { columns = WIDTH } end,
  picture = function(given) return given.link end,
}
