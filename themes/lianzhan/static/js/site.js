// @minify
(function (d) {
  var store;
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
})(document);
