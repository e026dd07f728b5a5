-- The parts of a DOCX around its text: headers, properties, what reaches out of it, and a page turned upright. Loaded by
-- docx.lua.

local here = arg[0]:gsub("pandoc%.lua$", "")
local body, references = dofile(here .. "docx_body.lua"), dofile(here .. "docx_reference.lua")

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
  if path == "word/document.xml" then return body.finish(xml, ids, references.text_area) end
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

-- The styles of a document as an entry, with their ids: made once for a language and colours.
local function entry_of(styles, reference, request)
  local look = request.look or {}
  local kept, key = reference and reference.made or {}, table.concat({ request.lang, look.color, look.tint }, " ")
  if not kept[key] or kept[key].styles ~= styles then
    local ids = ids_of(styles)
    local xml = recolour(finish_part(references.STYLES, styles, request, ids), look)
    kept[key] = { styles = styles, ids = ids, entry = pandoc.zip.Entry(references.STYLES, xml, 0) }
  end
  return kept[key].entry, kept[key].ids
end

local function contents(archive)
  local parts, styles = {}, nil
  for i, entry in ipairs(archive.entries) do
    local path = entry.path
    if path:match("^word/.*%.xml$") or path:match("%.rels$") or path == "docProps/core.xml" then parts[i] = entry:contents() end
    if path == references.STYLES then styles = i end
  end
  return parts, styles
end

local function finish(bytes, output, request, document)
  local archive = pandoc.zip.Archive(bytes)
  local reference = request.reference
  local parts, place = contents(archive)
  local styles = references.whole_styles(reference, request.lang, parts[place])
  if not styles then
    local path = references.path_of(reference, output, request.lang, true)
    return finish(pandoc.write(document, "docx", { reference_doc = path }), output, request)
  end
  local made, ids = entry_of(styles, reference, request)
  for i, entry in ipairs(archive.entries) do
    local changed = i ~= place and parts[i] and finish_part(entry.path, parts[i], request, ids)
    if changed and request.look and entry.path ~= "word/document.xml" then changed = recolour(changed, request.look) end
    if i == place then
      made.modtime = entry.modtime
      archive.entries[i] = made
    elseif changed and changed ~= parts[i] then
      archive.entries[i] = pandoc.zip.Entry(entry.path, changed, entry.modtime)
    end
  end
  return archive:bytestring()
end

-- What Pandoc's writer is to read. It is remembered for `finish`: the file may have been changed by then.
local function options(output, request)
  request.reference = references.read(output)
  return { reference_doc = references.path_of(request.reference, output, request.lang) }
end

return { WIDTHS = body.WIDTHS, finish = finish, options = options }
