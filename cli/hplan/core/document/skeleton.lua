-- Reads skeletons, of which most is the same in all plans of a strategy: the national goals and strategies. Loaded by
-- pandoc.lua. To read a sign of Markdown takes a microsecond, and what has been read before is not read again.
--
-- A part is a heading and what follows, to the next. Where that could be anything else, in code or in a div that is
-- still open, the skeleton is read as a whole.

local MOST = 400 -- parts to keep; a strategy has 40
local kept, count = {}, 0 -- the blocks of parts that came a second time
local seen, unseen = {}, 0 -- parts that came once

local function forget_too_many()
  if count > MOST then kept, count = {}, 0 end
  if unseen > 10 * MOST then seen, unseen = {}, 0 end
end

-- Signs of what reaches over a heading: code, HTML, attributes of what comes next, and links that are explained elsewhere.
local function is_simple(markdown)
  return not (markdown:find("```", 1, true) or markdown:find("~~~", 1, true) or markdown:find("]:", 1, true)
    or ("\n" .. markdown):find("\n[%s>*+-]*[<{]"))
end

-- The parts, where each begins with a heading but the first; nil where divs do not match, or where other lines may be
-- headings too: underlined ones, or in a div.
local function split(markdown)
  local parts, depth, first = pandoc.List {}, 0, 1
  for place, line in markdown:gmatch("()([^\n]*)\n?") do
    local fence = line:match("^[ >]*:::+(.*)$")
    if fence then
      depth = depth + (fence:find("%S") and 1 or -1)
      if depth < 0 then return nil end
    elseif depth == 0 and line:find("^##?#?#?#?#? ") and place > first then
      parts:insert(markdown:sub(first, place - 1))
      first = place
    elseif line:find("^[%s>]*#") and place > 1 or line:find("^%s*[=-]+%s*$") then
      return nil
    end
  end
  parts:insert(markdown:sub(first))
  return depth == 0 and parts or nil
end

-- The blocks of each part, of what was read of all together, with a heading after the last: where that is one, nothing
-- is left open. Nil where the headings are not as many.
local function divide(blocks, parts)
  local divided, n = {}, 0
  for i, block in ipairs(blocks) do
    if block.t == "Header" or i == 1 then
      n = n + 1
      divided[n] = pandoc.Blocks {}
    end
    divided[n]:insert(block)
  end
  return n == #parts + 1 and divided or nil
end

-- Keep what may come again: not what has a user's text or picture in it.
local function keep(part, blocks)
  if part:find("{[^}]*%f[%w]t=") or part:find("![", 1, true) then return end
  if seen[part] then
    kept[part], count = blocks, count + 1
  else
    seen[part], unseen = true, unseen + 1
  end
end

-- Return the blocks of a skeleton. `take(markdown)` reads some of it, and puts the user's texts in their places.
local function read(markdown, take)
  local parts = is_simple(markdown) and split(markdown)
  if not parts then return take(markdown) end
  forget_too_many()
  -- What is known is settled before anything is kept: a part that comes three times in one document is kept on the way.
  local known = parts:map(function(part) return kept[part] or false end)
  local missing = parts:filter(function(_, i) return not known[i] end)
  local divided = divide(take(table.concat(missing) .. "\n# .\n"), missing)
  if not divided then return take(markdown) end
  local blocks, n = pandoc.Blocks {}, 0
  for i, part in ipairs(parts) do
    if known[i] then
      blocks:extend(known[i])
    else
      n = n + 1
      keep(part, divided[n])
      blocks:extend(divided[n])
    end
  end
  return blocks
end

return { read = read }
