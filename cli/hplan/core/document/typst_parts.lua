-- A document as many files of Typst, one for each heading. Loaded by typst.lua.
--
-- Typst knows again what it has set, also in the plan before. But it looks where in a file a thing stands, and so there
-- may nothing before it have changed: with all in one file, a point more in a plan is twice the time.

local IMPORT = '#import "/plan.typ": *\n'
local LONGEST_NAME = 80

-- What is before the first heading, and what stands under each: { code, name }. `label` says what a heading is called;
-- one that has no name, or another's, stands with what is before it.
local function divide(blocks, convert, label)
  local parts, names, run = { {} }, {}, {}
  local function end_part()
    parts[#parts].code = convert(run)
    run = {}
  end
  for _, block in ipairs(blocks) do
    local name = block.t == "Header" and label(block.attr.identifier):lower()
    if name and #name < LONGEST_NAME and name:match("^[%w_]+$") and not names[name] then
      end_part()
      names[name] = true
      parts[#parts + 1] = { name = name }
    end
    run[#run + 1] = block
  end
  end_part()
  return parts
end

-- Write all but the first beside the document, with the code that `resolved` puts in its place; return what the document
-- has for them.
local function write(parts, resolved, folder)
  if not parts[2] then return "" end
  pandoc.system.make_directory(folder .. "/parts", true)
  local made = {}
  for n = 2, #parts do
    local path = ("/parts/_%s.typ"):format(parts[n].name) -- "_": to no system is it a name with a meaning of its own
    local file = assert(io.open(folder .. path, "wb"))
    assert(file:write(IMPORT, resolved(parts[n].code)))
    file:close()
    made[n - 1] = ('#include "%s"\n'):format(path)
  end
  return table.concat(made)
end

return { IMPORT = IMPORT, divide = divide, write = write }
