// @minify
/* The switches remember what the reader chose. This comes after the page: what she touched before it
   came is touched once more, unless the browser itself put it back (navigation of type 1 or 2). */
(function (d) {
  if (onpageshow) return; // pages for any address name this script by two of its own
  var store, touched = !performance.navigation.type && d.querySelector(":checked:not([checked])");
  try {
    store = localStorage;
    store.js = 1;
  } catch (e) {
    store = {};
  }
  function show() {
    d.querySelectorAll("#large,[name=scheme]").forEach(function (box, i) {
      var key = i ? "scheme" : "large", name = box.id.slice(i && 7);
      box.onchange = function () {
        store[key] = box.checked ? name : "";
        show();
      };
      box.checked = (store[key] || "auto") == name;
      d.documentElement.classList.toggle(name, box.checked);
    });
  }
  show();
  if (touched) touched.click();
  onpageshow = show;
})(document);
