// @minify
/* Shows the way back to the site of this host where the reader followed a link; on articles alone. */
(function (d) {
  var box = d.querySelector(".way-back"), link, home, own, start, from;
  if (!box) return;
  link = box.firstElementChild;
  home = link.href;
  own = box.dataset.slug;
  start = home.slice(0, home.lastIndexOf("/" + own + "/") + 1);
  if (!start || d.referrer.indexOf(start)) return;
  from = /^[a-z][a-z0-9-]*(?=\/)/.exec(d.referrer.slice(start.length));
  if (!from || from == own) return;
  link.href = start + from + home.slice(start.length + own.length);
  box.hidden = false;
})(document);
