var d=document,c=" js ",s;try{s=localStorage;c+=[s.large,s.scheme].join(" ")}catch(e){}d.documentElement.className+=c;onload=function(){setTimeout(function(){d.body.append(late.content)},300)}
