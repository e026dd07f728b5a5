-- The document as DOCX: the styles of reference.docx, and what Pandoc's writer has no word for. Loaded by pandoc.lua.

-- Classes of the skeleton → paragraph styles of reference.docx.
local STYLES = {
  stage = "Fase", keep = "Med neste", ["national-heading"] = "Nasjonal overskrift", national = "Nasjonal tekst",
  adaptation = "Tilpasning", omission = "Utelatt", ["white-field"] = "Hvitt felt", ["follow-up"] = "Oppfølging",
}

local WIDTHS = { 0.16, 0.28, 0.28, 0.28 }
local TEXT_WIDTH = 14570 -- twips between the margins of reference.docx

local function situation_table(tbl)
  if #tbl.colspecs ~= #WIDTHS then return tbl end
  for i, width in ipairs(WIDTHS) do tbl.colspecs[i] = { "AlignDefault", width } end
  tbl.attr = pandoc.Attr("", {}, { ["custom-style"] = "Nåsituasjon" })
  return pandoc.Div({ tbl }, { ["custom-style"] = "Compact" })
end

-- What Pandoc's writer has no word for: the situation table's first column names its rows (the table style does the
-- rest), its rows do not break over pages, and it is as wide as the text.
local function finish_table(xml)
  if not xml:find('<w:tblStyle w:val="Nåsituasjon"', 1, true) then return xml end
  local column = 0
  xml = xml:gsub('w:firstColumn="0"', 'w:firstColumn="1"'):gsub('(<w:tblLook[^>]-w:val=)"0020"', '%1"00A0"')
  xml = xml:gsub("<w:tblW [^>]*/>", '<w:tblW w:type="pct" w:w="5000" />')
  xml = xml:gsub("<w:gridCol [^>]*/>", function()
    column = column + 1
    return WIDTHS[column] and ('<w:gridCol w:w="%d" />'):format(math.floor(WIDTHS[column] * TEXT_WIDTH))
  end)
  xml = xml:gsub("<w:tr><w:tc>", "<w:tr><w:trPr><w:cantSplit /></w:trPr><w:tc>")
  return (xml:gsub("<w:trPr><w:tblHeader", "<w:trPr><w:cantSplit /><w:tblHeader"))
end

-- A reference document of a stranger's may fetch pictures, templates or fields from the net when Word opens it. What
-- comes from outside goes, but for links that a reader has to click.
local function within(relation)
  if relation:find('TargetMode="External"', 1, true) and not relation:find("/hyperlink\"", 1, true) then return "" end
end

-- An action stays on the page of the line that says who and when.
local function with_follow_up(list)
  for _, item in ipairs(list.content) do
    for i = 2, #item do
      local above, here = item[i - 1], item[i]
      if here.t == "Div" and here.classes[1] == "follow-up" and (above.t == "Plain" or above.t == "Para") then
        item[i - 1] = pandoc.Div({ pandoc.Para(above.content) }, { ["custom-style"] = STYLES.keep })
      end
    end
  end
  return list
end

-- Pandoc gives tight list items a style of their own, whatever the div around them says; loose ones take the div's.
local function styled(div)
  local style = STYLES[div.classes[1]]
  if not style then return nil end
  local content = div.content:walk { Plain = function(plain) return pandoc.Para(plain.content) end }
  return pandoc.Div(content, { ["custom-style"] = style })
end

-- A list that stays on one page: each point keeps with the next, but for the last, which would keep what follows.
local function together(div)
  local left = 0
  div.content:walk { Plain = function() left = left + 1 end }
  return div.content:walk { Plain = function(plain)
    left = left - 1
    if left > 0 then return pandoc.Div({ pandoc.Para(plain.content) }, { ["custom-style"] = STYLES.keep }) end
  end }
end

local function build(title, blocks)
  blocks = blocks:walk { BulletList = function(list) return with_follow_up(list) end }
  local situation = { traverse = "topdown", Table = function(tbl) return situation_table(tbl), false end }
  blocks = blocks:walk {
    Div = function(div)
      if div.classes[1] == "situation" then return div.content:walk(situation) end
      if div.classes[1] == "together" then return together(div) end
      return styled(div)
    end,
  }
  return pandoc.Pandoc(blocks, pandoc.Meta(title))
end

local function finish(bytes)
  local archive = pandoc.zip.Archive(bytes)
  for i, entry in ipairs(archive.entries) do
    local xml, changed = entry:contents(), nil
    if entry.path == "word/document.xml" then
      changed = xml:gsub("<w:tbl>.-</w:tbl>", finish_table)
    elseif entry.path:match("%.rels$") then
      changed = xml:gsub("<Relationship [^>]*>", within)
    elseif entry.path:match("^word/.*%.xml$") then
      changed = xml:gsub("<w:attachedTemplate[^>]*>", ""):gsub("INCLUDE%a+", "")
    end
    if changed and changed ~= xml then archive.entries[i] = pandoc.zip.Entry(entry.path, changed, entry.modtime) end
  end
  return archive:bytestring()
end

-- The file's name in the document, with its bytes beside.
local function picture(given)
  local name = "picture-" .. given.file:match("%d+$")
  if not pandoc.mediabag.lookup(name) then
    local file = assert(io.open(given.file, "rb"))
    pandoc.mediabag.insert(name, given.mime, file:read("a"))
    file:close()
  end
  return name
end

return {
  writer = "docx", build = build, finish = finish, picture = picture,
  options = function(output) return { reference_doc = output.reference } end,
}
