-- What Pandoc's DOCX writer has no word for: the situation table, actions with their line below. Used by pandoc.lua.

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
local function with_follow_up(list, keep)
  for _, item in ipairs(list.content) do
    for i = 2, #item do
      local above, here = item[i - 1], item[i]
      if here.t == "Div" and here.classes[1] == "follow-up" and (above.t == "Plain" or above.t == "Para") then
        item[i - 1] = pandoc.Div({ pandoc.Para(above.content) }, { ["custom-style"] = keep })
      end
    end
  end
  return list
end

local function finish_docx(bytes)
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

return { situation_table = situation_table, with_follow_up = with_follow_up, finish = finish_docx }
