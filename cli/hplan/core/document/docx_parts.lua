-- The parts of a DOCX around its text: headers, properties, what reaches out of it, and a page turned upright. Loaded by
-- docx.lua.

local body = dofile(arg[0]:gsub("pandoc%.lua$", "") .. "docx_body.lua")

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
  ids.heading = id("heading 1") or id("Heading 1") or "Heading1"
  local start = ids.point and styles:find('w:styleId="' .. ids.point .. '"', 1, true)
  ids.list = start and styles:sub(start, (styles:find("</w:style>", start, true))):match('<w:numId w:val="(%d+)"')
  return ids
end

-- The colours of reference.docx for which a workspace may choose others: union red, the tint that goes with it, and
-- thin lines.
local RED, TINT, RULE = "B3121D", "FAECE6", "D9C7BE"
local BAR_SPACING = "34" -- between the signs of its bars: no other style has it

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
  if path == "word/document.xml" then return body.finish(xml, ids) end
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
      width = body.text_area(xml)
      upright = xml:gsub("<w:pgSz ([^>]-)/?>", function(size)
        local w, h = tonumber(size:match('w:w="(%d+)')), tonumber(size:match('w:h="(%d+)'))
        return ('<w:pgSz w:w="%d" w:h="%d"/>'):format(math.min(w, h), math.max(w, h))
      end)
    end
  end
  local narrow = body.text_area(upright)
  for i, entry in ipairs(archive.entries) do
    local xml = entry.path == "word/document.xml" and upright
    if entry.path:match("^word/[^/]*%.xml$") and not xml then
      xml = entry:contents():gsub('w:pos="' .. width .. '"', ('w:pos="%d"'):format(narrow))
      -- bars are widened by spacing between their signs: upright there is no room for it
      xml = xml:gsub('<w:spacing w:val="' .. BAR_SPACING .. '"%s*/>', "")
    end
    if xml then archive.entries[i] = pandoc.zip.Entry(entry.path, xml, entry.modtime) end
  end
  local path = output.file .. ".reference"
  local copy = assert(io.open(path, "wb"))
  copy:write(archive:bytestring())
  copy:close()
  return path
end

return { WIDTHS = body.WIDTHS, finish = finish, portrait = portrait }
