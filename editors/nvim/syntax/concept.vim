" Colours of .concept files, for Neovim without the server's semantic tokens (before 0.9) or before they have come.
if exists("b:current_syntax")
  finish
endif

syntax match conceptKeyword /^concept\>/ nextgroup=conceptType skipwhite
syntax match conceptKeyword /^\%(state\|actions\|queries\)\>/
syntax match conceptKeyword /^\s*\zs\%(system\|batch\)\ze\s\+\h\w*\s*(/
syntax match conceptKeyword /^\s*\zsanswers\ze\s\+\h/
syntax match conceptKeyword /\<\%(an\?\|with\|of\|or\|set\|seq\|element\|one\|optional\)\>\ze\s*\%([({[:alnum:]]\|$\)/
syntax match conceptType /\<\u\w*\>/
syntax match conceptAction /\%(^\s*\%(\%(system\|batch\)\s\+\)\?\)\@<=\h\w*\ze\s*(/
syntax match conceptField /\<\h\w*\ze?\?:/
syntax match conceptComment +//.*+ contains=@Spell
" Prose runs on through the lines that are indented more, and the empty ones between them.
syntax region conceptProse matchgroup=conceptKeyword start=/^\z(\s*\)\%(purpose\|principle\|requires\|effects\)\>/
  \ end=/^\%(\z1\s\+\S\)\@!\ze\s*\S/me=s-1 contains=conceptComment,@Spell
syntax sync fromstart

highlight default link conceptKeyword Keyword
highlight default link conceptType Type
highlight default link conceptAction Function
highlight default link conceptField Identifier
highlight default link conceptProse String
highlight default link conceptComment Comment

let b:current_syntax = "concept"
