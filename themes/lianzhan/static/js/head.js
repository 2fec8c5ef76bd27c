var c=" js ",s;try{s=localStorage;c+=(s.large||"")+" "+(s.scheme||"")}catch(e){}document.documentElement.className+=c
