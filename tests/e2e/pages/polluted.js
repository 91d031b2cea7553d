// A library of another age has put its things on every object. Only texts: WebDriver itself would walk objects for ever.
for (const [name, value] of Object.entries({
  api: location.origin + "/stolen",
  tokenUrl: location.origin + "/stolen/token",
  shop: "other",
  locale: "ar",
  consent: "granted",
  rewardsUrl: "/stolen",
  load: "intent",
  token: "stolen",
})) {
  Object.prototype[name] = value;
}
Array.prototype.last = function () {
  return this[this.length - 1];
};
String.prototype.toJSON = undefined;
