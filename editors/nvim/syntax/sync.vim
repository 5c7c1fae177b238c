" Colours of .sync files, for Neovim without the server's semantic tokens (before 0.9) or before they have come.
if exists("b:current_syntax")
  finish
endif

syntax match syncFunction /\<\h\w*\ze (/
syntax match syncKeyword /^\s*\zs\%(sync\|guard\|view\)\ze\s\+\h/ nextgroup=syncName skipwhite
syntax match syncKeyword /^\s*\zsuse\ze\s\+\h\w*\s\+as\>/ nextgroup=syncName skipwhite
syntax match syncKeyword /^\s*\zs\%(when\|where\|then\)\>/
syntax match syncKeyword /\<\%(as\|and\|or\|not\|in\|if\|then\|else\|null\)\>\ze\s*\%([^:,=)?.[:blank:]]\|$\)/
syntax match syncKeyword /\<\%(for\ze\s\+\h\w*\s\+in\|order\s\+by\|limit\ze\s\+[[:alnum:](]\|\%(some\|none\)\ze\s*{\)/
syntax match syncKeyword /\%(=\s*\)\@<=\%(collect\|sum\|first\|min\|max\)\ze\s*(/
syntax match syncKeyword /\<count\ze\s*{/
syntax match syncKeyword /\%([[:alnum:]_)]\s\+\)\@<=desc\ze\s*\%([,}]\|limit\>\|$\)/
syntax match syncName /\h\w*/ contained
syntax match syncConcept /\<\h\w*\ze\.\h\w*\s*(/ nextgroup=syncDot
syntax match syncDot /\./ contained nextgroup=syncAction
syntax match syncAction /\h\w*/ contained
syntax match syncField /\<\h\w*\ze?\?:/
syntax match syncNumber /\<\d\+\%(\.\d\+\)\?\%([eE][-+]\?\d\+\)\?\>/
syntax keyword syncConstant true false
syntax region syncString start=/"/ skip=/\\./ end=/"/ oneline contains=syncEscape,syncValue
syntax match syncEscape /\\\%(u{\x\+}\|.\)/ contained
syntax region syncValue matchgroup=syncEscape start=/\${/ end=/}/ oneline contained contains=TOP
syntax match syncComment +//.*+ contains=@Spell

highlight default link syncKeyword Keyword
highlight default link syncName Identifier
highlight default link syncConcept Type
highlight default link syncAction Function
highlight default link syncFunction Function
highlight default link syncField Identifier
highlight default link syncNumber Number
highlight default link syncConstant Boolean
highlight default link syncString String
highlight default link syncEscape SpecialChar
highlight default link syncComment Comment

let b:current_syntax = "sync"
