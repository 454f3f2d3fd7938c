#include "view/characters.h"

namespace shixun::view {

std::string charactersOf(const scenario::ScenarioModel& model, const text::Catalogue& catalogue) {
  // What panels draw besides texts: marks, arrows, signs of units.
  std::string all = "−–—·…✓✗→←Ω°µ±≥≤“”‘’、。，：；！？（）";
  const auto add = [&all](const scenario::LocalText& texts) {
    for (const auto& [language, text] : texts) all += text;
  };
  for (const std::string& language : catalogue.languages()) {
    for (const auto& [key, text] : catalogue.table(language)) all += text;
  }
  for (const auto& [language, texts] : model.text) {
    for (const auto& [key, text] : texts) all += text;
  }
  add(model.title);
  add(model.description);
  for (const auto& instance : model.instances) {
    add(instance.title);
    add(instance.description);
  }
  for (const auto& control : model.controls) {
    add(control.title);
    for (const auto& position : control.positions) add(position.title);
  }
  for (const auto& terminal : model.terminals) add(terminal.title);
  for (const auto& point : model.points) add(point.title);
  for (const auto& conductor : model.conductors) add(conductor.title);
  for (const auto& inspect : model.inspects) add(inspect.title);
  for (const auto& instrument : model.instruments) {
    for (const auto& function : instrument.functions) add(function.title);
  }
  return all;
}

}  // namespace shixun::view
