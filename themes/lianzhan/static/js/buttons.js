// @minify
// The buttons that copy an address, and the one that leaves a page at once.
(function (d) {
  var last, words;
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
    if (button.href) {
      d.body.hidden = 1;
      location.replace(button.href);
      return false;
    }
    box = d.getElementById(button.dataset.copy);
    navigator.clipboard ? navigator.clipboard.writeText(box.value).then(copied, select) : select();
  };
})(document);
