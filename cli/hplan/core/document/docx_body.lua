-- The text of a DOCX after Pandoc's writer: what it has no word for is put in. Loaded by docx_parts.lua.

local WIDTHS = {
  ["Nåsituasjon"] = { 0.16, 0.28, 0.28, 0.28 },
  Framdrift = { 0.22, 0.225, 0.075, 0.135, 0.08, 0.095, 0.075, 0.095 },
}
local LONG_ROW = 1200 -- letters in a cell: such a row may be longer than a page, and must then break
local TALL, WIDE = 0.92, 0.42 -- of the page's height, that a picture may take: one that is higher than wide, another

-- What stands between two tags, changed one by one. Plain searches: patterns try each letter of a long document.
-- `change` is given it, and where the text goes on after it; it returns what stands there instead of all, tags included
-- (nil: what was there), and where to go on.
local function between(xml, opening, closing, change)
  local made, from, skip = {}, 1, opening:sub(1, 2) == "<!" and 1 or 0
  local sought = opening:sub(1 + skip) -- every tag begins with "<", and nothing else with "!--"
  while true do
    local start, inner = xml:find(sought, from, true)
    if not start then break end
    start = start - skip
    local stop, last = xml:find(closing, inner, true)
    if not stop then break end
    local changed, on = change(xml:sub(inner + 1, stop - 1), last + 1)
    if changed then
      made[#made + 1] = xml:sub(from, start - 1)
      made[#made + 1] = changed
    else
      made[#made + 1] = xml:sub(from, last)
    end
    from = on or last + 1
  end
  if from == 1 then return xml end
  made[#made + 1] = xml:sub(from)
  return table.concat(made)
end

local function number(xml, pattern) return tonumber(xml:match(pattern)) end

-- Rows that fit on a page do not break over two.
local function whole_row(row)
  for cell in row:gmatch("<w:tc>.-</w:tc>") do
    local letters = 0
    for text in cell:gmatch("<w:t[ >][^<]*") do letters = letters + #text - 22 end
    local _, paragraphs = cell:gsub("<w:p>", "")
    if letters + 40 * paragraphs > LONG_ROW then return row end
  end
  if row:find("<w:trPr>", 1, true) then return (row:gsub("<w:trPr>", "<w:trPr><w:cantSplit />", 1)) end
  return (row:gsub("^<w:tr>", "<w:tr><w:trPr><w:cantSplit /></w:trPr>"))
end

-- A picture leaves room for words on its page, so that it does not drive them all to the next, and stays within `width`.
local function finish_picture(xml, width, height)
  xml = xml:gsub('(<pic:cNvPr )descr="[^"]*" ', "%1") -- the name of a copy of ours
  local wide, high = xml:match('<wp:extent cx="(%d+)" cy="(%d+)"')
  if not wide then return xml end
  wide, high = tonumber(wide), tonumber(high)
  local scale = math.min(1, width * 635 / wide, height * 635 * (high > wide and TALL or WIDE) / high)
  if scale == 1 then return xml end
  return (xml:gsub('cx="%d+" cy="%d+"', ('cx="%d" cy="%d"'):format(math.floor(wide * scale), math.floor(high * scale))))
end

-- (Of the words in a picture, the one with the rarest first letter is found soonest where there is none.)
local function has_pictures(xml) return xml:find("NvPicPr", 1, true) end

local function finish_pictures(xml, width, height)
  return between(xml, "<wp:inline>", "</wp:inline>", function(inner, after)
    local before = xml:sub(math.max(after - #inner - 900, 1), after - #inner):match(".*(<w:pPr>.*)") or ""
    local level = before:match('<w:ilvl w:val="(%d)"')
    local indent = level and 720 * (level + 1) or number(before, '<w:ind w:left="(%d+)"') or 0
    return "<wp:inline>" .. finish_picture(inner, width - indent, height) .. "</wp:inline>"
  end)
end

-- The tables of ours are as wide as the text, and their first columns name their rows: the table style does the rest.
local function finish_table(xml, width, height)
  local _, columns = xml:gsub("<w:gridCol", "")
  if columns > 0 and has_pictures(xml) then xml = finish_pictures(xml, width / columns - 230, height) end
  xml = xml:gsub("<w:tr>.-</w:tr>", whole_row)
  local widths = WIDTHS[xml:match('<w:tblStyle w:val="([^"]*)"')]
  if not widths then return xml end
  local column = 0
  xml = xml:gsub('w:firstColumn="0"', 'w:firstColumn="1"'):gsub('(<w:tblLook[^>]-w:val=)"0020"', '%1"00A0"')
  xml = xml:gsub("<w:tblW [^>]*/>", '<w:tblW w:type="pct" w:w="5000" />')
  return (xml:gsub("<w:gridCol [^>]*/>", function()
    column = column + 1
    return widths[column] and ('<w:gridCol w:w="%d" />'):format(math.floor(widths[column] * width))
  end))
end

local TOC_OPEN = '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents" /><w:docPartUnique />'
  .. "</w:docPartObj></w:sdtPr><w:sdtContent>"
local FIELD = '<w:r><w:fldChar w:fldCharType="begin" /></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\h '
  .. '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate" /></w:r>'
local FIELD_END = '<w:r><w:fldChar w:fldCharType="end" /></w:r>'

-- The field of the table of contents, filled in. It has no page numbers as yet: only Word's own layout gets them right,
-- and it asks before it makes one. So they come when somebody updates the table, for which the field and styles are ready.
local function finish_contents(xml)
  xml = xml:gsub('<w:rStyle w:val="Hyperlink" />', "")
  xml = xml:gsub("<!%-%-toc%-field%-%->", FIELD):gsub("<!%-%-toc%-end%-%->", FIELD_END)
  return TOC_OPEN .. xml .. "</w:sdtContent></w:sdt>"
end

local KEEP, NEW_PAGE = "<w:keepNext />", "<w:pageBreakBefore />"
local LAST = 3 -- so many paragraphs come with the last
local NATIONAL = 8 -- so many points of a list of national text keep together

-- Which points of lists keep with the next: the national ones, and of the branch's own the first and the last but one,
-- that none stands alone on a page.
local function keeper(xml, ids)
  local count, seen = {}, {}
  local _, at = xml:find('<w:numId w:val="', 1, true)
  while at do
    local list = xml:match("^%d+", at + 1) or ""
    count[list] = (count[list] or 0) + 1
    _, at = xml:find('<w:numId w:val="', at, true)
  end
  return function(style, list, marks)
    if not list then return false end
    seen[list] = (seen[list] or 0) + 1
    local here, all = seen[list], count[list]
    if style == ids.national then return here < all and here <= NATIONAL end
    return ids.list and marks == "point" and (here < all and here == 1 or here == all - 1)
  end
end

-- The properties of a paragraph, with what a mark at its head says of it. What follows in a point has no sign of its own:
-- it is indented, and no point of a list.
local function paragraph(properties, marks, ids, keeps)
  local style, rest = properties:match('^%s*<w:pStyle w:val="([^"]*)" />(.*)$')
  if not style then style, rest = nil, properties end
  local list = rest:match('<w:numId w:val="(%d+)"')
  local level = list == "1000" and rest:match('<w:ilvl w:val="(%d)"')
  local added = keeps(style, not level and list) and KEEP or ""
  if level then
    rest = rest:gsub("<w:numPr>.-</w:numPr>", ('<w:ind w:left="%d" w:firstLine="0" />'):format(720 * (level + 1)))
  elseif marks == "point" and ids.list and list then
    if style == ids.keep then added = KEEP end
    style, rest = ids.point, rest:gsub("<w:numId [^>]*/>", ('<w:numId w:val="%s" />'):format(ids.list))
  elseif marks == "new-page" then
    added = added .. NEW_PAGE
  elseif added == "" then
    return nil
  end
  return "<w:pPr>" .. (style and ('<w:pStyle w:val="%s" />'):format(style) or "") .. added .. rest .. "</w:pPr>"
end

-- The space between a number and its point gets a tab; it stays, for whoever takes out the text.
local NUMBER, SPACE = '<w:rStyle w:val="Punktnummer" />', '<w:t xml:space="preserve"> </w:t></w:r>'
local function finish_numbers(xml)
  return between(xml, NUMBER, SPACE, function(inner, after)
    if inner:find("^</w:rPr><w:t [^>]*>[^<]*</w:t></w:r><w:r>$") then
      return NUMBER .. inner .. '<w:t xml:space="preserve"> </w:t><w:tab /></w:r>'
    end
    return NUMBER, after - #SPACE - #inner
  end)
end

-- LibreOffice 7.4 drops rows of a table that the paragraph before it keeps with.
local function before_table(xml, at)
  local _, stop = xml:find("</w:p>", at, true)
  return stop and xml:find("^%s*<w:tbl>", stop + 1)
end

local function finish_paragraphs(xml, ids)
  local keeps = keeper(xml, ids)
  xml = between(xml, "<w:pPr>", "</w:pPr>", function(properties, after)
    local marks, on = "", after
    if xml:sub(after, after + 3) == "<!--" then
      local stop = xml:find("-->", after, true)
      marks, on = xml:sub(after + 4, stop - 1), stop + 3
    end
    if marks:find("^toc") then marks, on = "", after end
    local changed = paragraph(properties, marks, ids, function(style, list)
      return keeps(style, list, marks) and not before_table(xml, on)
    end)
    if not changed and on ~= after then changed = "<w:pPr>" .. properties .. "</w:pPr>" end
    return changed, on
  end)
  return finish_numbers(xml)
end

-- The last paragraphs of a part stay together: no page has two lines alone. Adds to `places` where a paragraph between
-- `first` and `last` is to keep with the next.
local function keep_last(xml, first, last, places)
  local starts, added = {}, {}
  local at = xml:find("<w:p><w:pPr>", math.max(last - 12000, first), true)
  while at and at <= last do
    starts[#starts + 1], at = at, xml:find("<w:p><w:pPr>", at + 1, true)
  end
  for i = #starts - 1, math.max(#starts - LAST, 1), -1 do
    local here = xml:sub(starts[i], starts[i + 1] - 1)
    if here:find("<w:tbl>", 1, true) or here:find("</w:tc>", 1, true) or here:find("<w:drawing>", 1, true) then break end
    local _, style = here:find("^<w:p><w:pPr>%s*<w:pStyle [^>]*/>")
    if style and not here:find(KEEP, 1, true) then table.insert(added, 1, starts[i] + style) end
  end
  table.move(added, 1, #added, #places + 1, places)
end

-- The parts of the document are what begins on a new page.
local function finish_ends(xml, ids)
  local places, from, broken = {}, 1, ('<w:p><w:pPr><w:pStyle w:val="%s" />%s'):format(ids.heading, NEW_PAGE)
  while from do
    local at = xml:find(broken, from + 1, true)
    keep_last(xml, from, (at or #xml + 1) - 1, places)
    from = at
  end
  local made, done = {}, 1
  for _, place in ipairs(places) do
    made[#made + 1], made[#made + 2], done = xml:sub(done, place - 1), KEEP, place
  end
  made[#made + 1] = xml:sub(done)
  return table.concat(made)
end

local function finish_body(xml, ids, text_area)
  local width, height = text_area(xml:sub(xml:find("<w:sectPr", 1, true) or 1))
  xml = between(xml, "<!--national-->", "<!--/national-->", function(inner)
    return (inner:gsub('(<w:pStyle w:val=")%a+"', "%1" .. ids.national .. '"'))
  end)
  xml = finish_paragraphs(xml, ids)
  xml = between(xml, "<!--toc-->", "<!--/toc-->", finish_contents)
  if has_pictures(xml) then xml = finish_pictures(xml, width, height) end
  xml = between(xml, "<w:tbl>", "</w:tbl>", function(inner)
    return "<w:tbl>" .. finish_table(inner, width, height) .. "</w:tbl>"
  end)
  if has_pictures(xml) then -- without these LibreOffice sets it apart from the text, out over the margin
    xml = xml:gsub("<wp:inline>", '<wp:inline distT="0" distB="0" distL="0" distR="0">')
  end
  return finish_ends(xml, ids)
end

return { WIDTHS = WIDTHS, finish = finish_body }
