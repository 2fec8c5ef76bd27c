// @minify
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
      if (name) d.documentElement.classList.toggle(name, on);
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
