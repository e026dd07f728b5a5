-- The reference document: upright where asked, and no more of its styles than Pandoc needs. Loaded by docx_parts.lua.
--
-- To read all styles and write them again takes Pandoc a third of the time for a plan, and comes to the same each time.
-- So what became of them in one document is kept; the next ones are written with a slim copy, which has the few styles
-- that Pandoc has to look up, and get the others afterwards.

local STYLES = "word/styles.xml"
local LAST = "hplan, last of a slim reference" -- a style: what follows it, Pandoc has added
local BAR_SPACING = "34" -- between the signs of the bars of reference.docx: no other style has it

-- The styles that Pandoc asks for by itself, which a reference document may write with other capitals.
local ASKED = {}
for name in ([[Abstract|AbstractTitle|Author|Bibliography|Block Text|Body Text|Body Text Char|Caption|Captioned Figure|
Compact|Date|Definition|Definition Term|Figure|First Paragraph|Footnote Block Text|Footnote Reference|Footnote Text|
Hyperlink|Image Caption|SectionNumber|Source Code|Subtitle|TOC Heading|Table Caption|Title|Verbatim Char]]):gmatch("[^|\n]+") do
  ASKED[name:lower()] = name
end

-- Pandoc has to look up a style unless it makes the same id of the name itself, by leaving out the blanks. (Those bytes
-- begin blanks that are not ASCII.)
local function looked_up(id, name)
  return id ~= name:gsub(" ", "") or (ASKED[name:lower()] or name) ~= name or name:find("[\t\xc2\xe1\xe2\xe3]")
end

-- Whether each style is based on one of its kind that is there, and none on itself: Pandoc passes over others.
local function grounded(styles, bases)
  for place, base in pairs(bases) do
    local steps = 0
    while base do
      place, steps = place:match("^%a+ ") .. base, steps + 1
      if not styles.ids[place] or steps > styles.count then return false end
      base = bases[place]
    end
  end
  return true
end

-- The styles of a reference document: how many, their names, and the slim copy of their part. Nil where something is
-- unusual: then Pandoc gets them all, always.
local function read_styles(xml)
  if xml:find("<!", 1, true) or xml:find("&#", 1, true) or not xml:find("</w:style>%s*</w:styles>%s*$") then return nil end
  local styles, bases = { count = 0, names = {}, folded = {}, ids = {} }, {}
  local slim = { xml:match("^.-<w:styles[^>]*>") }
  for tag, inner in xml:gmatch("<w:style ([^>]*)>(.-)</w:style>") do
    local kind, id = tag:match('w:type="(%a+)"'), tag:match('w:styleId="([^"]*)"')
    local name = inner:match('<w:name w:val="([^"]*)"')
    local folded = kind and name and kind .. " " .. pandoc.text.lower(name)
    if not (folded and id) or name:find("[&<>']") or styles.folded[folded] then return nil end
    styles.count = styles.count + 1
    styles.names[kind .. " " .. name], styles.folded[folded], styles.ids[kind .. " " .. id] = true, true, true
    bases[kind .. " " .. id] = inner:match('<w:basedOn w:val="([^"]*)"')
    if (kind == "paragraph" or kind == "character") and looked_up(id, name) then
      slim[#slim + 1] = ('<w:style w:type="%s" w:styleId="%s"><w:name w:val="%s"/></w:style>'):format(kind, id, name)
    end
  end
  local _, closed = xml:gsub("</w:style>", "")
  if not slim[1] or closed ~= styles.count or not grounded(styles, bases) then return nil end
  slim[#slim + 1] = ('<w:style w:type="table" w:styleId="hplan-last"><w:name w:val="%s"/></w:style></w:styles>'):format(LAST)
  styles.slim = table.concat(slim)
  return styles
end

-- The whole styles, of those that Pandoc wrote: of a slim copy, what it has added that the reference lacks. Nil where a
-- template names a style with other capitals than the reference: Pandoc finds such a one only in the whole.
local function whole_styles(reference, lang, xml)
  local styles = reference and reference.styles
  if not styles then return xml end
  local last = xml:find(LAST, 1, true)
  if not last then
    local stop = 0
    for _ = 1, styles.count do _, stop = xml:find("</w:style>", stop + 1, true) end
    reference.heads[lang] = xml:sub(1, stop)
    return xml
  end
  local _, stop = xml:find("</w:style>", last, true)
  local unsure = false
  local added = xml:sub(stop + 1):gsub("%s*<w:style .-</w:style>", function(style)
    local kind, name = style:match('w:type="(%a+)"'), style:match('<w:name w:val="([^"]*)"')
    if styles.names[kind .. " " .. name] then return "" end
    unsure = unsure or styles.folded[kind .. " " .. pandoc.text.lower(name)]
  end)
  return not unsure and reference.heads[lang] .. added or nil
end

local function with_parts(bytes, change)
  local archive = pandoc.zip.Archive(bytes)
  for i, entry in ipairs(archive.entries) do
    local changed = change(entry.path, entry)
    if changed then archive.entries[i] = pandoc.zip.Entry(entry.path, changed, entry.modtime) end
  end
  return archive:bytestring()
end

-- The width and height between the margins, in twips.
local function text_area(xml)
  local size, margins = xml:match("<w:pgSz ([^>]*)>") or "", xml:match("<w:pgMar ([^>]*)>") or ""
  local function of(attributes, name) return tonumber(attributes:match("w:" .. name .. '="(%d+)')) or 0 end
  local width = of(size, "w") - of(margins, "left") - of(margins, "right")
  local height = of(size, "h") - of(margins, "top") - of(margins, "bottom")
  return width > 0 and width or 14570, height > 0 and height or 9638
end

-- A copy of the reference document whose page stands upright. What reaches to the right margin is moved along with it.
local function portrait(bytes)
  local width, upright
  for _, entry in ipairs(pandoc.zip.Archive(bytes).entries) do
    if entry.path == "word/document.xml" then
      local xml = entry:contents()
      width = text_area(xml)
      upright = xml:gsub("<w:pgSz ([^>]-)/?>", function(size)
        local w, h = tonumber(size:match('w:w="(%d+)')), tonumber(size:match('w:h="(%d+)'))
        return ('<w:pgSz w:w="%d" w:h="%d"/>'):format(math.min(w, h), math.max(w, h))
      end)
    end
  end
  local narrow = text_area(upright)
  return with_parts(bytes, function(path, entry)
    if path == "word/document.xml" then return upright end
    if not path:match("^word/[^/]*%.xml$") then return nil end
    local xml = entry:contents():gsub('w:pos="' .. width .. '"', ('w:pos="%d"'):format(narrow))
    -- bars are widened by spacing between their signs: upright there is no room for it
    return (xml:gsub('<w:spacing w:val="' .. BAR_SPACING .. '"%s*/>', ""))
  end)
end

-- Make the slim copy, where the styles allow one.
local function prepare(reference)
  reference.slim = with_parts(reference.whole, function(path, entry)
    if path ~= STYLES then return nil end
    reference.styles = read_styles(entry:contents())
    return reference.styles and reference.styles.slim
  end)
end

-- What is known of the reference documents by their paths; one that has changed is read anew.
local known = {}

local function read(output)
  if (output.reference or "") == "" then return nil end
  local file = assert(io.open(output.reference, "rb"))
  local bytes = file:read("a")
  file:close()
  local place = output.reference .. (output.portrait and " upright" or "")
  local reference = known[place]
  if reference and reference.bytes == bytes then return reference end
  -- heads: by language, what Pandoc makes of all its styles; made: what docx_parts.lua makes of that
  known[place] = { bytes = bytes, whole = output.portrait and portrait(bytes) or bytes, heads = {}, made = {} }
  return known[place]
end

-- The file that Pandoc is to read for a document: `whole` where a slim one did not do.
local function path_of(reference, output, lang, whole)
  if not reference then return nil end
  if reference.used and not reference.slim then prepare(reference) end -- for a single document it would not pay
  reference.used = true
  local slim = reference.heads[lang] and not whole
  if not slim and not output.portrait then return output.reference end
  local path = output.file .. ".reference"
  local copy = assert(io.open(path, "wb"))
  assert(copy:write(slim and reference.slim or reference.whole))
  copy:close()
  return path
end

return { read = read, path_of = path_of, whole_styles = whole_styles, text_area = text_area, STYLES = STYLES }
