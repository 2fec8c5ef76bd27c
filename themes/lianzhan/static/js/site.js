(function (d) {
  var store, last, words;
  try {
    store = localStorage;
    store.large = store.large || "";
  } catch (e) {
    store = {};
  }
  function show() {
    ["large", "dark", "light", ""].forEach(function (name, i) {
      var key = i ? "scheme" : name, on = (store[key] || "") == name;
      var box = d.getElementById(i ? "scheme-" + (name || "auto") : name);
      if (name) d.documentElement.classList[on ? "add" : "remove"](name);
      if (box) {
        box.checked = on;
        box.onchange = function () {
          store[key] = box.checked ? name : "";
          show();
        };
      }
    });
  }
  show();
  onpageshow = show;
  onclick = function (event) {
    var button = event.target.closest(".copy,.quick-exit"), box;
    function copied() {
      if (last) last.textContent = words;
      last = button;
      words = button.textContent;
      button.textContent = button.dataset.copied;
    }
    function select() {
      box.select();
      if (d.execCommand("copy")) copied();
    }
    if (!button) return;
    box = d.getElementById(button.dataset.copy);
    if (button.href) {
      d.body.hidden = 1;
      location.replace(button.href);
      return false;
    }
    navigator.clipboard ? navigator.clipboard.writeText(box.value).then(copied, select) : select();
  };
})(document);
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
