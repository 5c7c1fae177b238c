-- What the scripts do with Neovim: each step waits for what it is about, and says what is there then.

local session = {}

local patience = 60000 -- ms, on a busy machine

-- wait waits until check gives something, and returns that.
function session.wait(what, check)
  local found
  local function look()
    found = check()
    return found
  end
  if not vim.wait(patience, look, 20) then
    error("waited in vain for " .. what .. " in\n" .. table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), "\n"))
  end
  return found
end

-- changed waits until the buffer is another one than at a tick.
local function changed(what, tick)
  session.wait(what, function() return vim.api.nvim_buf_get_changedtick(0) ~= tick end)
end

-- run ends Neovim after the steps, whether they fail or not.
function session.run(steps)
  local ok, problem = pcall(steps)
  if ok then
    vim.cmd("qall!")
  end
  io.stderr:write(problem .. "\n")
  vim.cmd("cquit")
end

function session.say(line)
  io.stdout:write(line .. "\n")
end

-- code is that of a finding, which Neovim before 0.8 keeps elsewhere.
function session.code(d)
  return d.code or d.user_data.lsp.code
end

-- diagnostics waits until those of the buffer are what check wants, and lists them.
function session.diagnostics(what, check)
  local list = session.wait(what, function()
    local found = vim.diagnostic.get(0)
    return check(found) and found
  end)
  table.sort(list, function(a, b) return a.lnum < b.lnum or a.lnum == b.lnum and a.col < b.col end)
  for _, d in ipairs(list) do
    session.say(("%d:%d %s: %s"):format(d.lnum + 1, d.col + 1, session.code(d), (d.message:gsub("\n.*", ""))))
  end
end

-- to puts the cursor where a text of the buffer begins.
function session.to(text)
  vim.cmd("normal! gg0")
  assert(vim.fn.search([[\V]] .. text:gsub("\n", [[\n]]), "cW") > 0, text .. " is not there")
end

-- act lists the code actions at the cursor and takes the one whose title begins so.
function session.act(title)
  local tick = vim.api.nvim_buf_get_changedtick(0)
  vim.ui.select = function(items, options, choose)
    for _, item in ipairs(items) do
      session.say("- " .. options.format_item(item))
    end
    for _, item in ipairs(items) do
      if vim.startswith(options.format_item(item), title) then
        return choose(item)
      end
    end
  end
  vim.lsp.buf.code_action()
  changed(title, tick)
end

function session.rename(name)
  local tick = vim.api.nvim_buf_get_changedtick(0)
  vim.lsp.buf.rename(name)
  changed("the name " .. name, tick)
end

function session.format()
  if vim.lsp.buf.format then
    vim.lsp.buf.format({ timeout_ms = patience })
  else
    vim.lsp.buf.formatting_sync(nil, patience) -- before 0.8
  end
end

-- colours says of each line what its pieces are to the syntax file.
function session.colours()
  for line = 1, vim.fn.line("$") do
    local text = vim.fn.getline(line)
    local pieces, last = {}, nil
    for column = 1, #text do
      local group = vim.fn.synIDattr(vim.fn.synID(line, column, 1), "name")
      local char = text:sub(column, column)
      if group ~= last then
        table.insert(pieces, { group = group, text = "" })
        last = group
      end
      pieces[#pieces].text = pieces[#pieces].text .. char
    end
    local said = {}
    for _, piece in ipairs(pieces) do
      table.insert(said, piece.group == "" and piece.text or ("<%s %s>"):format(piece.group:gsub("^%l+", ""), piece.text))
    end
    session.say(table.concat(said))
  end
end

return session
