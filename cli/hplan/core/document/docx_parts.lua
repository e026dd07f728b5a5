-- The parts of a DOCX after Pandoc's writer: what it has no word for is put in. Loaded by docx.lua.

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
  local made, from = {}, 1
  while true do
    local start, inner = xml:find(opening, from, true)
    if not start then break end
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
  made[#made + 1] = xml:sub(from)
  return table.concat(made)
end

local function number(xml, pattern) return tonumber(xml:match(pattern)) end

-- The width and height between the margins, in twips.
local function text_area(xml)
  local size, margins = xml:match("<w:pgSz ([^>]*)>") or "", xml:match("<w:pgMar ([^>]*)>") or ""
  local function of(attributes, name) return number(attributes, 'w:' .. name .. '="(%d+)') or 0 end
  local width = of(size, "w") - of(margins, "left") - of(margins, "right")
  local height = of(size, "h") - of(margins, "top") - of(margins, "bottom")
  return width > 0 and width or 14570, height > 0 and height or 9638
end

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

-- The tables of ours are as wide as the text, and their first columns name their rows: the table style does the rest.
local function finish_table(xml, width)
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

-- A picture leaves room for words on its page, so that it does not drive them all to the next.
local function finish_picture(xml, height)
  local wide, high = xml:match('<wp:extent cx="(%d+)" cy="(%d+)"')
  if not wide then return xml end
  wide, high = tonumber(wide), tonumber(high)
  local most = height * 635 * (high > wide and TALL or WIDE)
  if high <= most then return xml end
  local size = ('cx="%d" cy="%d"'):format(math.floor(wide * most / high), math.floor(most))
  return (xml:gsub('cx="%d+" cy="%d+"', size))
end

local TOC_OPEN = '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents" /><w:docPartUnique />'
  .. "</w:docPartObj></w:sdtPr><w:sdtContent>"
local FIELD = '<w:r><w:fldChar w:fldCharType="begin" /></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\n '
  .. '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate" /></w:r>'
local FIELD_END = '<w:r><w:fldChar w:fldCharType="end" /></w:r>'

-- The field of the table of contents, filled in. It has no page numbers: only Word's own layout could get them right.
local function finish_contents(xml)
  xml = xml:gsub('<w:rStyle w:val="Hyperlink" />', "")
  xml = xml:gsub("<!%-%-toc%-field%-%->", FIELD):gsub("<!%-%-toc%-end%-%->", FIELD_END)
  return TOC_OPEN .. xml .. "</w:sdtContent></w:sdt>"
end

local KEEP, NEW_PAGE = "<w:keepNext />", "<w:pageBreakBefore />"
local NATIONAL = 8 -- so many points of a list of national text keep together

-- Which points of lists keep with the next: the national ones, and of the branch's own the first and the last but one,
-- that none stands alone on a page.
local function keeper(xml, ids)
  local count, seen = {}, {}
  for list in xml:gmatch('<w:numId w:val="(%d+)"') do count[list] = (count[list] or 0) + 1 end
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
  local added = keeps(style, not level and list, marks) and KEEP or ""
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

local NUMBER = '(<w:rStyle w:val="Punktnummer" /></w:rPr><w:t [^>]*>[^<]*</w:t></w:r><w:r><w:t [^>]*> )</w:t></w:r>'

local function finish_paragraphs(xml, ids)
  local keeps = keeper(xml, ids)
  xml = between(xml, "<w:pPr>", "</w:pPr>", function(properties, after)
    local marks, on = "", after
    if xml:sub(after, after + 3) == "<!--" then
      local stop = xml:find("-->", after, true)
      marks, on = xml:sub(after + 4, stop - 1), stop + 3
    end
    if marks:find("^toc") then marks, on = "", after end
    local changed = paragraph(properties, marks, ids, keeps)
    if not changed and on ~= after then changed = "<w:pPr>" .. properties .. "</w:pPr>" end
    return changed, on
  end)
  -- The space stays before the tab, for whoever takes out the text.
  if xml:find('"Punktnummer"', 1, true) then xml = xml:gsub(NUMBER, "%1</w:t><w:tab /></w:r>") end
  return xml
end

local function finish_body(xml, ids)
  local width, height = text_area(xml:sub(xml:find("<w:sectPr", 1, true) or 1))
  xml = between(xml, "<!--national-->", "<!--/national-->", function(inner)
    return (inner:gsub('(<w:pStyle w:val=")%a+"', "%1" .. ids.national .. '"'))
  end)
  xml = finish_paragraphs(xml, ids)
  xml = between(xml, "<!--toc-->", "<!--/toc-->", finish_contents)
  xml = between(xml, "<wp:inline>", "</wp:inline>", function(inner)
    return "<wp:inline>" .. finish_picture(inner, height) .. "</wp:inline>"
  end)
  return between(xml, "<w:tbl>", "</w:tbl>", function(inner) return "<w:tbl>" .. finish_table(inner, width) .. "</w:tbl>" end)
end

local ESCAPED = { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;" }
local function escape(text) return (text:gsub('[&<>"]', ESCAPED)) end

-- {fagforening} and its like in a header or footer. Word may have cut one in two where it was typed: the tags between stay.
local function fill(xml, facts)
  if not facts.stempel or facts.stempel == "" then
    xml = xml:gsub("<w:pict[ >].-</w:pict>", function(pict)
      if pict:find('string="{stempel}"', 1, true) then return "" end
    end)
  end
  return (xml:gsub("{([^{}]*)}", function(inner)
    local fact = facts[inner:gsub("<[^>]*>", "")]
    if not fact then return nil end
    local tags = {}
    for tag in inner:gmatch("<[^>]*>") do tags[#tags + 1] = tag end
    return escape(fact) .. table.concat(tags)
  end))
end

-- A reference document of a stranger's may fetch pictures, templates or fields from the net when Word opens it. What
-- comes from outside goes, but for links that a reader has to click.
local function within(relation)
  if relation:find('TargetMode="External"', 1, true) and not relation:find("/hyperlink\"", 1, true) then return "" end
end

-- The ids of the styles whose paragraphs are found again, and the list that the style of numbered points belongs to.
local function ids_of(styles)
  local function id(name)
    local place = styles:find('<w:name w:val="' .. name .. '"', 1, true)
    return place and styles:sub(math.max(place - 200, 1), place):match('.*w:styleId="([^"]*)"')
  end
  local ids = { point = id("Punkt"), keep = id("Med neste"), national = id("Nasjonal tekst") or "Compact" }
  local start = ids.point and styles:find('w:styleId="' .. ids.point .. '"', 1, true)
  ids.list = start and styles:sub(start, (styles:find("</w:style>", start, true))):match('<w:numId w:val="(%d+)"')
  return ids
end

-- The colours of reference.docx for which a workspace may choose others: union red, the tint that goes with it, and
-- thin lines.
local RED, TINT, RULE = "B3121D", "FAECE6", "D9C7BE"

local function paler(color)
  return (color:sub(2):gsub("%x%x", function(part) return ("%02X"):format(math.floor(255 - (255 - tonumber(part, 16)) * 0.3)) end))
end

local function recolour(xml, look)
  if not look.color then return xml end
  local chosen = { [RED] = look.color:sub(2):upper(), [TINT] = look.tint:sub(2):upper(), [RULE] = paler(look.color) }
  for _, attribute in ipairs { "color", "fill", "val" } do
    xml = xml:gsub("(w:" .. attribute .. '=")(%x%x%x%x%x%x)"', function(name, color)
      return chosen[color] and name .. chosen[color] .. '"'
    end)
  end
  return xml
end

local function finish_part(path, xml, request, ids)
  if path == "word/document.xml" then return finish_body(xml, ids) end
  if path == "docProps/core.xml" then
    local author = request.facts.fagforening or ""
    return (xml:gsub("<dc:creator>[^<]*", function() return "<dc:creator>" .. escape(author) end))
  end
  if path:match("%.rels$") then return (xml:gsub("<Relationship [^>]*>", within)) end
  if xml:find("attachedTemplate", 1, true) then xml = xml:gsub("<w:attachedTemplate[^>]*>", "") end
  if xml:find("INCLUDE", 1, true) then xml = xml:gsub("INCLUDE%a+", "") end
  if path == "word/settings.xml" then return (xml:gsub('(<w:themeFontLang w:val=")[^"]*', "%1" .. request.lang)) end
  if path:match("^word/header") or path:match("^word/footer") then return fill(xml, request.facts) end
  return xml
end

local function finish(bytes, _, request)
  local archive = pandoc.zip.Archive(bytes)
  local parts, ids = {}, nil
  for i, entry in ipairs(archive.entries) do
    local path = entry.path
    if path:match("^word/.*%.xml$") or path:match("%.rels$") or path == "docProps/core.xml" then parts[i] = entry:contents() end
    if path == "word/styles.xml" then ids = ids_of(parts[i]) end
  end
  for i, entry in ipairs(archive.entries) do
    local changed = parts[i] and finish_part(entry.path, parts[i], request, ids)
    if changed and request.look and entry.path ~= "word/document.xml" then changed = recolour(changed, request.look) end
    if changed and changed ~= parts[i] then
      archive.entries[i] = pandoc.zip.Entry(entry.path, changed, entry.modtime)
    end
  end
  return archive:bytestring()
end

-- A copy of the reference document whose page stands upright. What reaches to the right margin is moved along with it.
local function portrait(output)
  local file = assert(io.open(output.reference, "rb"))
  local archive = pandoc.zip.Archive(file:read("a"))
  file:close()
  local width, upright
  for _, entry in ipairs(archive.entries) do
    if entry.path == "word/document.xml" then
      local xml = entry:contents()
      width = text_area(xml)
      upright = xml:gsub("<w:pgSz ([^>]-)/?>", function(size)
        local w, h = number(size, 'w:w="(%d+)'), number(size, 'w:h="(%d+)')
        return ('<w:pgSz w:w="%d" w:h="%d"/>'):format(math.min(w, h), math.max(w, h))
      end)
    end
  end
  local narrow = text_area(upright)
  for i, entry in ipairs(archive.entries) do
    local xml = entry.path == "word/document.xml" and upright
    if entry.path:match("^word/[^/]*%.xml$") and not xml then
      xml = entry:contents():gsub('w:pos="' .. width .. '"', ('w:pos="%d"'):format(narrow))
      -- bars are widened by spacing between their signs: upright there is no room for it
      xml = xml:gsub('<w:spacing w:val="%d+"%s*/>', "")
    end
    if xml then archive.entries[i] = pandoc.zip.Entry(entry.path, xml, entry.modtime) end
  end
  local path = output.file .. ".reference"
  local copy = assert(io.open(path, "wb"))
  copy:write(archive:bytestring())
  copy:close()
  return path
end

return { WIDTHS = WIDTHS, finish = finish, portrait = portrait }
