-- Specs in Neovim, from 0.7 on: what a `.concept` or `.sync` file is, and the language server for it.

-- command is what starts the server, in the folder of the module: the syncgen that the module's go.mod has as a tool,
-- unless `vim.g.syncgen_command` is another list of words.
local function command()
  return vim.g.syncgen_command or { "go", "tool", "syncgen", "lsp" }
end

-- root is the folder of the module that a file belongs to, or else the file's own folder.
local function root(file)
  local own = vim.fn.fnamemodify(file, ":p:h")
  local dir = own
  while vim.fn.filereadable(dir .. "/go.mod") == 0 do
    local above = vim.fn.fnamemodify(dir, ":h")
    if above == dir then
      return own
    end
    dir = above
  end
  return dir
end

local clients = {} -- by root, for Neovim before 0.8, which does not look for one itself

local function explain(dir, code)
  vim.notify(
    ("syncgen: `%s` ended with %d in %s.\n"):format(table.concat(command(), " "), code, dir)
      .. "Make it a tool of the module, `go get -tool github.com/syncgen/syncgen/cmd/syncgen`,\n"
      .. 'or set another command: vim.g.syncgen_command = { "syncgen", "lsp" }',
    vim.log.levels.ERROR
  )
end

local function start(buffer)
  local dir = root(vim.api.nvim_buf_get_name(buffer))
  local config = {
    name = "syncgen",
    cmd = command(),
    cmd_cwd = dir,
    root_dir = dir,
    on_exit = function(code, signal)
      clients[dir] = nil
      if code ~= 0 and signal == 0 then
        vim.schedule(function() explain(dir, code) end)
      end
    end,
  }
  if vim.lsp.start then
    vim.lsp.start(config, { bufnr = buffer })
    return
  end
  clients[dir] = clients[dir] or vim.lsp.start_client(config)
  if clients[dir] then
    vim.lsp.buf_attach_client(buffer, clients[dir])
  end
end

local group = vim.api.nvim_create_augroup("syncgen", {})

for _, kind in ipairs({ "concept", "sync" }) do
  vim.api.nvim_create_autocmd({ "BufRead", "BufNewFile" }, {
    group = group,
    pattern = "*." .. kind,
    command = "setfiletype " .. kind,
  })
end

vim.api.nvim_create_autocmd("FileType", {
  group = group,
  pattern = { "concept", "sync" },
  callback = function(event)
    vim.cmd([[setlocal commentstring=//\ %s expandtab shiftwidth=2]]) -- as `syncgen fmt` writes it
    if vim.api.nvim_buf_get_name(event.buf) ~= "" and vim.bo.buftype == "" then
      start(event.buf)
    end
  end,
})
