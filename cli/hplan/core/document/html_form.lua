-- Forms to fill in on a page of HTML. Loaded by html.lua.

local function escape(text)
  return (text:gsub("[&<>\"]", { ["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;" }))
end

local function raw(text, ...)
  local values = { ... }
  for i, value in ipairs(values) do values[i] = type(value) == "string" and escape(value) or value end
  return pandoc.RawBlock("html", text:format(table.unpack(values)))
end

-- Fields of a form: they are filled in on the screen or, printed, by hand. Nothing is sent.
local FIELDS = {
  line = function(text, id)
    return raw('<p class="line"><label for="%s">%s</label> <input id="%s" type="text" autocomplete="off"></p>', id, text, id)
  end,
  ["white-field"] = function(text, id)
    return raw('<p class="write"><label for="%s">%s</label> <textarea id="%s" rows="6"></textarea></p>', id, text, id)
  end,
  choice = function(text)
    local boxes = {}
    for choice in text:gmatch("☐([^☐]*)") do
      choice = choice:gsub("^[%s\u{a0}]+", ""):gsub("[%s\u{a0}]+$", "")
      boxes[#boxes + 1] = ('<label><input type="checkbox"> %s</label>'):format(escape(choice))
    end
    return pandoc.RawBlock("html", '<p class="choice">' .. table.concat(boxes, " ") .. "</p>")
  end,
}

local function is_field(block) return block and block.t == "Div" and FIELDS[block.classes[1]] end

-- Fields that follow each other are a form; where a line follows a field to write in, the next form begins.
local function forms(blocks)
  local made, form, field, heading = pandoc.Blocks {}, 0, 0, ""
  local i = 1
  while i <= #blocks do
    if blocks[i].t == "Header" then heading = pandoc.utils.stringify(blocks[i].content) end
    if is_field(blocks[i]) and blocks[i].classes[1] == "line" then
      form = form + 1
      made:insert(raw('<div class="form" role="group" aria-label="%s %d">', heading, form))
      repeat
        local class = blocks[i].classes[1]
        field = field + 1
        made:insert(FIELDS[class](pandoc.utils.stringify(blocks[i].content), "felt-" .. field))
        i = i + 1
      until not is_field(blocks[i]) or class == "white-field" and blocks[i].classes[1] == "line"
      made:insert(raw("</div>"))
    else
      made:insert(blocks[i])
      i = i + 1
    end
  end
  return made
end

return { escape = escape, forms = forms }
