-- The document as Typst, of which pdf.py makes a PDF. Loaded by pandoc.lua.
--
-- Each class of the skeleton is a call of a function of plan.typ. Code comes from the constants of this file and of
-- typst_lines.lua alone: every word of a plan or a template is escaped, or becomes a string of Typst's. Pandoc's own
-- writer has no part in it: to make of each call a block that it writes as it is took two thirds of the time.

local here = arg[0]:gsub("pandoc%.lua$", "")
local lines, parts = dofile(here .. "typst_lines.lua"), dofile(here .. "typst_parts.lua")
local literal, language, words_of, escaped = lines.literal, lines.language, lines.words_of, lines.escaped
local stringify, concat = pandoc.utils.stringify, table.concat

local convert -- blocks → Typst; below
local level, portrait -- of the last heading; whether the page is upright
-- About how many letters of room the blocks so far take, so that plan.typ need not measure, which costs.
local room
local WHOLE_ROW, WHOLE_BLOCK, BLOCK = 900, 1800, 80

-- Classes of the skeleton that are functions of plan.typ of the same name, and those of which one call takes many.
local CALLS = {
  keep = true, ["national-heading"] = true, adaptation = true, omission = true, hint = true, note = true,
  ["follow-up"] = true, choice = true, contents = true,
}
local GROUPS = { line = "lines", signature = "signatures" }

-- #name(arguments)[ … ]
local function call(name, blocks) return "#" .. name .. "[\n" .. convert(blocks) .. "]\n" end

-- #name(whole)[ … ], where what is whole has room on a page
local function call_whole(name, blocks)
  local before = room
  local made = convert(blocks)
  return ("#%s(%s)[\n"):format(name, room - before < WHOLE_BLOCK) .. made .. "]\n"
end

-- Lists and points ---------------------------------------------------------------------------------------------------

local function has_class(block, class) return block and block.t == "Div" and block.attr.classes[1] == class end

-- The Typst of a point, and its number, where it has one. An action stays on the page of the line that says who and
-- when: `follow-up`. It may be long, and so is not unbreakable.
local function point(blocks)
  local first = blocks[1]
  if not (first and (first.t == "Plain" or first.t == "Para")) then return convert(blocks) end
  if #blocks == 1 and first.t == "Plain" then
    local words, number, letters = words_of(first)
    room = room + BLOCK + letters
    return words, number, true
  end
  local made, number = {}, nil
  for i, block in ipairs(blocks) do
    local t = block.t
    if t == "Plain" or t == "Para" then
      local words, found, letters = words_of(block)
      room = room + BLOCK + letters
      if i == 1 then number = found elseif found then words = escaped(found) .. " " .. words end
      local kept = words ~= "" and has_class(blocks[i + 1], "follow-up")
      made[#made + 1] = kept and "#keep[\n" .. words .. "\n\n]\n" or words .. (t == "Para" and "\n\n" or "\n")
    else
      made[#made + 1] = convert { block }
    end
  end
  return concat(made), number, first.t == "Plain" and not has_class(blocks[2], "follow-up")
end

-- The points of a list, { Typst, number } of each; whether they are close to each other.
local function points_of(items)
  local points, tight = {}, true
  for n, item in ipairs(items) do
    local made, number, plain = point(item)
    points[n] = { made, number }
    tight = tight and plain
  end
  return points, tight or #points == 1
end

-- A number that is not taken for a point's stands before its words.
local function with_number(made)
  return made[2] and escaped(made[2]) .. " " .. made[1] or made[1]
end

local function list(element)
  local ordered = element.t == "OrderedList"
  local points, tight = points_of(element.content)
  local options = tight and "" or "tight: false, "
  local other = ordered and (element.start ~= 1 or element.delimiter ~= "Period")
  if other then
    local numbering = element.delimiter == "OneParen" and "1)" or "1."
    options = options .. ("start: %d, numbering: %s, "):format(element.start, literal(numbering))
  end
  local made = { ordered and "#enum(" or "#list(", options }
  for _, one in ipairs(points) do made[#made + 1] = "[" .. with_number(one):gsub("%s+$", "") .. "], " end
  local code = concat(made) .. ")\n\n"
  return other and "#block[\n" .. code .. "]\n" or code
end

-- #points(("1.1.1", …), [ … ], …): one list, whose numbers are those that the skeleton printed.
local function points_call(points)
  local numbers, items = {}, {}
  for n, one in ipairs(points) do
    numbers[n] = literal(one[2] or "•") .. ","
    items[n] = "[\n" .. one[1] .. "\n],"
  end
  return "#points((" .. concat(numbers, " ") .. "),\n" .. concat(items, "\n") .. "\n)\n"
end

-- Tables -------------------------------------------------------------------------------------------------------------

local ALIGN = { AlignRight = "right", AlignCenter = "center" }
local LONG_WORD, LONG_WORD_PORTRAIT = 22, 12 -- letters, as in plan.typ, where to look for them costs

local function has_long_word(code)
  local least = portrait and LONG_WORD_PORTRAIT or LONG_WORD
  for word in code:gmatch(("[%a\x80-\xff]"):rep(least) .. "+") do
    if (utf8.len(word) or least) >= least then return true end
  end
  return false
end

-- #name(has long words, (alignments), (head), ((row is whole, (cells)), …)).
local function table_call(name, tbl)
  local made, whole = {}, true
  local function cells(row)
    whole = true
    local said = {}
    for n, cell in ipairs(row.cells) do
      local before = room
      said[n] = "[\n" .. convert(cell.contents) .. "],\n"
      whole = whole and room - before < WHOLE_ROW
    end
    return concat(said)
  end
  for _, row in ipairs(tbl.head.rows) do made[#made + 1] = cells(row) end
  made[#made + 1] = "), (\n"
  for _, body in ipairs(tbl.bodies) do
    for _, row in ipairs(body.body) do
      local said = cells(row)
      made[#made + 1] = ("(%s, (\n"):format(whole) .. said .. ")),\n"
    end
  end
  local code = concat(made)
  local aligned = tbl.colspecs:map(function(spec) return (ALIGN[spec[1]] or "left") .. "," end)
  return ("#%s(%s, (%s), (\n"):format(name, has_long_word(code), concat(aligned, " ")) .. code .. "))\n"
end

-- Blocks -------------------------------------------------------------------------------------------------------------

-- The words of a paragraph, its number among them.
local function paragraph(block)
  local words, number, letters = words_of(block)
  room = room + BLOCK + letters
  return with_number { words, number }
end

-- Screen readers, and so PDF/UA, want no level of heading passed over.
local function header(element)
  local classes = element.attr.classes
  level = math.min(element.level, level + 1)
  local broken = classes[1] and (classes:includes("new-page") or classes:includes("new-wide-page") and not portrait)
  local words = paragraph(element)
  return (broken and "#pagebreak(weak: true)\n" or "") .. ("="):rep(level) .. " " .. words .. "\n" .. lines.identify(element)
end

local function div(element)
  local class = element.attr.classes[1]
  if class == "situation" or class == "progress" then
    local made = {}
    for n, block in ipairs(element.content) do
      made[n] = block.t == "Table" and table_call(class, block) or convert { block }
    end
    return concat(made)
  end
  if class == "national" or class == "together" then return call_whole(class, element.content) end
  if class == "white-field" then
    return call(("white-field(%s)"):format(element.attr.classes:includes("room")), element.content)
  end
  if CALLS[class] then return call(class, element.content) end
  if element.attr.attributes.lang then
    return call(("in-language(%s)"):format(language(element.attr.attributes.lang)), element.content)
  end
  return convert(element.content)
end

local BLOCKS = {
  Div = div, Header = header, BulletList = list, OrderedList = list,
  Para = function(element) return paragraph(element) .. "\n\n" end,
  Plain = function(element) return paragraph(element) .. "\n" end,
  Table = function(element) return table_call("plain-table", element) end,
  CodeBlock = function(element) return "#raw(block: true, " .. literal(element.text) .. ")\n" end,
  BlockQuote = function(element) return call("quote(block: true)", element.content) end,
  Figure = function(element) return convert(element.content) end,
  HorizontalRule = function() return "#horizontalrule\n" end,
}

-- What a block is to other blocks of its kind beside it: the parts of one call.
local function part_of(block)
  local t = block.t
  if t == "BulletList" then
    local before = room
    local first = block.content[1]
    local head = first and first[1]
    if not (head and (head.t == "Plain" or head.t == "Para")) or not select(2, words_of(head)) then return nil end
    local points = points_of(block.content)
    return "points", points, before
  end
  if t ~= "Div" then return nil end
  local class = block.attr.classes[1]
  if GROUPS[class] then return GROUPS[class], { convert(block.content) } end
  if class == "point" then
    local made, number = point(block.content)
    if number then return "points", { { made, number } } end
  end
end

local function end_group(group, parts)
  if group == "points" then return points_call(parts) end
  return "#" .. group .. "(\n[\n" .. concat(parts, "],\n[\n") .. "],\n)\n"
end

function convert(blocks)
  local made, group, parts = {}, nil, nil
  for _, block in ipairs(blocks) do
    local kind, more = part_of(block)
    if group and kind ~= group then
      made[#made + 1] = end_group(group, parts)
      group = nil
    end
    if not kind then
      made[#made + 1] = (BLOCKS[block.t] or BLOCKS.Para)(block)
    elseif group then
      table.move(more, 1, #more, #parts + 1, parts)
    else
      group, parts = kind, more
    end
  end
  if group then made[#made + 1] = end_group(group, parts) end
  return concat(made)
end

-- The document -------------------------------------------------------------------------------------------------------

-- Stage and logo stand on the cover, beside title, subtitle and date.
local function take_cover(title, blocks)
  return blocks:filter(function(block)
    local class = block.t == "Div" and block.attr.classes[1]
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
  local made = { parts.IMPORT .. '#set smartquote(enabled: false)\n#show: plan.with(\n' }
  for _, pair in ipairs(strings) do made[#made + 1] = ("  %s: %s,\n"):format(pair[1], literal(pair[2])) end
  made[#made + 1] = ("  portrait: %s,\n"):format(portrait)
  for _, part in ipairs { "logo", "title", "subtitle", "date", "stage" } do
    if title[part] then made[#made + 1] = ("  %s: ["):format(part) .. words_of(lines.prepare(title[part])) .. "],\n" end
  end
  return concat(made) .. ")\n"
end

local function build(title, blocks, request, output)
  level, portrait, room = 0, output.portrait == true, 0
  lines.start(request.facts.bilde or "", request)
  blocks = take_cover(title, blocks)
  local found, n = blocks:find_if(function(block) return block.t == "Header" end)
  local head = front(title, request, found and stringify(blocks[n]))
  local divided = parts.divide(lines.prepare(blocks), convert, lines.label)
  local resolved = lines.resolve(convert)
  return resolved(head .. divided[1].code) .. parts.write(divided, resolved, output.file:match("^(.*)[/\\]"))
end

return {
  build = build, -- Typst, and no document for a writer of Pandoc's
  picture = function(given) return "/" .. given.file:match("%d+$") end,
}
