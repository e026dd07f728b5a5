-- The document as Typst, of which pdf.py makes a PDF. Loaded by pandoc.lua.
--
-- Each class of the skeleton is a call of a function of plan.typ. Raw Typst comes from the constants of this file and
-- from `literal` alone: every word of a plan or a template passes Pandoc's writer, or becomes a string of Typst's.

local lines = dofile(arg[0]:gsub("pandoc%.lua$", "") .. "typst_lines.lua")
local literal, inline, language = lines.literal, lines.inline, lines.language
local function raw(code) return pandoc.RawBlock("typst", code) end
local OPEN, CLOSE, NEXT, END = raw("["), raw("]"), raw("],"), raw(")") -- made once: making one costs
local stringify = pandoc.utils.stringify

local convert -- blocks → blocks for the writer; below
local level, portrait -- of the last heading; whether the page is upright

-- Classes of the skeleton that are functions of plan.typ of the same name, and those of which one call takes many.
local CALLS = {
  keep = true, ["national-heading"] = true, adaptation = true, omission = true, hint = true, note = true,
  ["follow-up"] = true, choice = true, contents = true,
}
local GROUPS = { line = "lines", signature = "signatures" }

-- #name(arguments)[ … ]
local function call(name, blocks)
  local made = convert(blocks)
  made:insert(1, raw("#" .. name .. "["))
  made:insert(CLOSE)
  return made
end

-- About how many letters of room blocks take, so that plan.typ need not measure, which costs; a picture takes a page.
local function room(blocks)
  local letters = 0
  for _, block in ipairs(blocks) do
    letters = letters + 80
    if block.t == "BulletList" or block.t == "OrderedList" then
      for _, item in ipairs(block.content) do letters = letters + room(item) end
    else
      letters = letters + #stringify(block)
      if lines.broken() then
        block:walk { RawInline = function(code) letters = letters + (code.text:match("^#picture") and 10000 or 60) end }
      end
    end
  end
  return letters
end
local WHOLE_ROW, WHOLE_BLOCK = 900, 1800
local LETTER = "[%a\xc3\x80-\xbf]"
local LONG_WORD, LONG_WORD_PORTRAIT = LETTER:rep(22), LETTER:rep(12) -- as in plan.typ, where to look for them costs

-- Lists and points ---------------------------------------------------------------------------------------------------

-- An action stays on the page of the line that says who and when. It may be long, and so is not unbreakable.
local function with_follow_up(item)
  if #item < 2 then return item end
  local kept = pandoc.Blocks {}
  for i, block in ipairs(item) do
    local below = item[i + 1]
    if below and below.t == "Div" and below.classes[1] == "follow-up" and (block.t == "Plain" or block.t == "Para") then
      kept:insert(pandoc.Div({ pandoc.Para(block.content) }, { class = "keep" }))
    else
      kept:insert(block)
    end
  end
  return kept
end

-- Take the number of a point from before its words.
local function take_number(blocks)
  local first = blocks[1]
  local head = first and (first.t == "Para" or first.t == "Plain") and first.content
  if not (head and head[1] and head[1].t == "Span" and head[1].classes[1] == "number") then return nil end
  local number = stringify(head:remove(1))
  if head[1] and head[1].t == "Space" then head:remove(1) end
  if #head == 0 then
    blocks:remove(1)
  else
    first.content = head
    blocks[1] = first
  end
  return number
end

-- Points of a list, or a text that is one point: { number, blocks } of each; nil where the first has no number.
local function points_of(block)
  if not lines.numbered() then return nil end
  local points = pandoc.List {}
  if block.t == "BulletList" then
    for n, item in ipairs(block.content) do
      local number = take_number(item)
      if n == 1 and not number then return nil end
      points:insert { number or "•", item }
    end
    return points
  end
  if block.t ~= "Div" or block.classes[1] ~= "point" then return nil end
  local blocks = block.content
  local number = take_number(blocks)
  if number then points:insert { number, blocks } end
  return number and points
end

-- #points(("1.1.1", …), [ … ], …): one list, whose numbers are those that the skeleton printed.
local function points_call(points)
  local numbers = points:map(function(point) return literal(point[1]) .. "," end)
  local blocks = pandoc.Blocks { raw("#points((" .. table.concat(numbers, " ") .. "),") }
  for _, point in ipairs(points) do
    blocks:insert(OPEN)
    blocks:extend(convert(with_follow_up(point[2])))
    blocks:insert(NEXT)
  end
  blocks:insert(END)
  return blocks
end

-- Tables -------------------------------------------------------------------------------------------------------------

local ALIGN = { AlignRight = "right", AlignCenter = "center" }

-- #name(has long words, (alignments), (head), ((row is whole, (cells)), …)). The cells are Pandoc's own Typst.
local function table_call(name, tbl)
  local aligned = tbl.colspecs:map(function(spec) return (ALIGN[spec[1]] or "left") .. "," end)
  local long = stringify(tbl):find(portrait and LONG_WORD_PORTRAIT or LONG_WORD) ~= nil
  local blocks = pandoc.Blocks { raw(("#%s(%s, (%s), ("):format(name, long, table.concat(aligned, " "))) }
  local function cells(row)
    for _, cell in ipairs(row.cells) do
      blocks:insert(OPEN)
      blocks:extend(convert(cell.contents))
      blocks:insert(NEXT)
    end
  end
  for _, row in ipairs(tbl.head.rows) do cells(row) end
  blocks:insert(raw("), ("))
  for _, body in ipairs(tbl.bodies) do
    for _, row in ipairs(body.body) do
      local whole = true
      for _, cell in ipairs(row.cells) do whole = whole and room(cell.contents) < WHOLE_ROW end
      blocks:insert(raw(("(%s, ("):format(whole)))
      cells(row)
      blocks:insert(raw(")),"))
    end
  end
  blocks:insert(raw("))"))
  return blocks
end

-- Blocks -------------------------------------------------------------------------------------------------------------

-- Screen readers, and so PDF/UA, want no level of heading passed over.
local function header(element)
  local classes = element.classes
  level = math.min(element.level, level + 1)
  if level ~= element.level then element.level = level end
  element.attr = pandoc.Attr(element.identifier)
  local broken = classes[1] and (classes:includes("new-page") or classes:includes("new-wide-page") and not portrait)
  return broken and pandoc.Blocks { raw("#pagebreak(weak: true)"), element } or pandoc.Blocks { element }
end

local function div(element)
  local class = element.classes[1]
  if class == "situation" or class == "progress" then
    local content = pandoc.Blocks {}
    for _, block in ipairs(element.content) do
      content:extend(block.t == "Table" and table_call(class, block) or convert { block })
    end
    return content
  end
  if class == "national" or class == "together" then
    return call(("%s(%s)"):format(class, room(element.content) < WHOLE_BLOCK), element.content)
  end
  if class == "white-field" then
    return call(("white-field(%s)"):format(element.classes:includes("room")), element.content)
  end
  if CALLS[class] then return call(class, element.content) end
  if element.attributes.lang then
    return call(("in-language(%s)"):format(language(element.attributes.lang)), element.content)
  end
  return convert(element.content)
end

local BLOCKS = {
  Div = div, Header = header,
  Table = function(element) return table_call("plain-table", element) end,
  CodeBlock = function(element) return pandoc.Blocks { raw("#raw(block: true, " .. literal(element.text) .. ")") } end,
  BlockQuote = function(element) return pandoc.Blocks { pandoc.BlockQuote(convert(element.content)) } end,
  Figure = function(element) return convert(element.content) end,
  RawBlock = function() error("raw") end,
}
local function list(element)
  local items, changed = element.content, false
  for n, item in ipairs(items) do
    local first = item[1]
    if #item > 1 or first and first.t ~= "Plain" then
      items[n], changed = convert(with_follow_up(item)), true
    elseif first and lines.to_keep_apart(first.content) then
      items[n], changed = convert(item), true
    end
  end
  if changed then element.content = items end
  return pandoc.Blocks { element }
end
BLOCKS.BulletList, BLOCKS.OrderedList = list, list

-- How many blocks from `i` on are of one class.
local function run_of(blocks, i, class)
  local n = i
  while blocks[n] and blocks[n].t == "Div" and blocks[n].classes[1] == class do n = n + 1 end
  return n - i
end

function convert(blocks)
  local made, i = pandoc.Blocks {}, 1
  while blocks[i] do
    local block = blocks[i]
    local group = block.t == "Div" and GROUPS[block.classes[1]]
    local points = points_of(block)
    if group then
      made:insert(raw("#" .. group .. "("))
      for n = i, i + run_of(blocks, i, block.classes[1]) - 1 do
        made:insert(OPEN)
        made:extend(convert(blocks[n].content))
        made:insert(NEXT)
        i = n
      end
      made:insert(END)
    elseif points then
      local more = blocks[i + 1] and points_of(blocks[i + 1])
      while more do
        points:extend(more)
        i = i + 1
        more = blocks[i + 1] and points_of(blocks[i + 1])
      end
      made:extend(points_call(points))
    elseif block.t == "Para" or block.t == "Plain" then
      local content = block.content
      if lines.to_keep_apart(content) then block.content = lines.kept_apart(content) end
      made:insert(block)
    elseif BLOCKS[block.t] then
      made:extend(BLOCKS[block.t](block))
    else
      made:insert(block)
    end
    i = i + 1
  end
  return made
end

-- The document -------------------------------------------------------------------------------------------------------

-- Stage and logo stand on the cover, beside title, subtitle and date.
local function take_cover(title, blocks)
  return blocks:filter(function(block)
    local class = block.t == "Div" and block.classes[1]
    if class ~= "stage" and class ~= "logo" then return true end
    title[class] = title[class] or pandoc.utils.blocks_to_inlines(block.content)
    return false
  end)
end

-- #show: plan.with(lang: …, …): what is on the cover and in the header, and where the page is upright.
local function front(title, request, first_heading)
  local facts = request.facts
  local words = stringify(title.title or {})
  local named = words:find("%S") and words or first_heading or facts.fagforening or ""
  local strings = {
    { "lang", request.lang:match("^%a+") }, { "author", facts.fagforening or "" }, { "stamp", facts.stempel or "" },
    { "name", named:find("%S") and named or "hplan" }, { "stage-name", stringify(title.stage or {}) },
  }
  local code = '#import "/plan.typ": *\n#set smartquote(enabled: false)\n#show: plan.with(\n'
  for _, pair in ipairs(strings) do code = code .. ("  %s: %s,\n"):format(pair[1], literal(pair[2])) end
  local made = pandoc.Inlines { inline(code .. ("  portrait: %s,\n"):format(portrait)) }
  for _, part in ipairs { "logo", "title", "subtitle", "date", "stage" } do
    if title[part] then
      local words = lines.kept_apart(title[part]:walk(lines.filter))
      made = made .. { inline(("  %s: ["):format(part)) } .. words .. { inline("],\n") }
    end
  end
  return pandoc.Plain(made .. { inline(")") })
end

local function build(title, blocks, request, output)
  level, portrait = 0, output.portrait == true
  blocks = lines.prepare(take_cover(title, blocks), request.facts.bilde or "", function(inner) return convert(inner) end)
  local _, heading = blocks:find_if(function(block) return block.t == "Header" end)
  local head = front(title, request, heading and stringify(blocks[heading]))
  return pandoc.Pandoc(pandoc.Blocks { head } .. convert(blocks), pandoc.Meta {})
end

return {
  writer = "typst-smart", build = build, finish = lines.as_written, -- quotation marks and dashes are the writer's own
  options = function() return { wrap_text = "none" } end, -- a line that is filled may begin with "=" or "+"
  picture = function(given) return "/" .. given.file:match("%d+$") end,
}
