// @minify
/* The portal: finds sites by name, pinyin or initials; opens the row that an address names. */
(function (d) {
  var box = d.getElementById("find_box"), form = box && box.form, all = "[data-find]", count;

  function each(selector, act) {
    [].forEach.call(d.querySelectorAll(selector), act);
  }

  function open() {
    var at = d.getElementById(location.hash.slice(1)), up = at;
    for (; up; up = up.parentNode) up.open = true;
    if (at) at.scrollIntoView();
  }

  function show(word) {
    count = 0;
    each(all, function (site) {
      site.hidden = (site.textContent + " " + site.dataset.find).indexOf(word) < 0;
      count += !site.hidden;
    });
    if (!count) return show("");
    d.querySelector("main").className = word && "finding";
    each(".city-group,details", function (part) {
      part.hidden = !part.querySelector(all + ":not([hidden])");
      part.open = word;
    });
    if (word) form.scrollIntoView();
    return word;
  }

  function look() {
    var word = box.value.toLowerCase().replace(/[\s']/g, "").replace(/^[a-z]/, " $&");
    d.querySelector(".found").textContent = show(word) ? form.dataset.found.replace("#", count) :
      word && form.dataset.none;
  }

  if (form) {
    box.oninput = look;
    form.onsubmit = function () {
      box.blur();
      return false;
    };
    look();
  }
  onhashchange = open;
  open();
})(document);
