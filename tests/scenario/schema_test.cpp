#include "scenario/schema.h"

#include <gtest/gtest.h>

#include <functional>
#include <set>

#include "scenario/vocabulary.h"

namespace shixun::scenario {
namespace {

// Every table that can be reached from the three kinds of files.
std::set<const Schema*> allSchemas() {
  std::set<const Schema*> all;
  const std::function<void(const Schema&)> visit = [&](const Schema& schema) {
    if (!all.insert(&schema).second) return;
    const auto follow = [&](const std::vector<Field>& fields) {
      for (const Field& f : fields) {
        if (f.child) visit(f.child());
      }
    };
    follow(schema.fields);
    for (const Variant& variant : schema.variants) follow(variant.fields);
  };
  visit(ScenarioSpec::schema());
  visit(EquipmentSpec::schema());
  visit(WalkthroughSpec::schema());
  return all;
}

// A table and, if it has variants, each of them beside the common keys.
void expectSound(const Schema& schema, const std::vector<Field>& more) {
  std::set<std::string_view> keys;
  for (const std::vector<Field>* fields : {&schema.fields, &more}) {
    for (const Field& f : *fields) {
      EXPECT_TRUE(keys.insert(f.key).second) << schema.name << " has '" << f.key << "' twice";
      EXPECT_FALSE(f.doc.empty()) << schema.name << " does not explain '" << f.key << "'";
      EXPECT_NE(f.read, nullptr) << schema.name << ", " << f.key;
      EXPECT_EQ(f.kind == ValueKind::kGroup, f.child != nullptr) << schema.name << ", " << f.key;
    }
  }
}

TEST(Schema, EveryKeyIsExplainedAndStandsOnce) {
  const auto all = allSchemas();
  EXPECT_GT(all.size(), 30u);
  for (const Schema* schema : all) {
    expectSound(*schema, {});
    std::set<std::string_view> labels;
    for (const Variant& variant : schema->variants) {
      expectSound(*schema, variant.fields);
      EXPECT_TRUE(labels.insert(variant.label).second) << variant.label;
    }
    EXPECT_EQ(schema->variants.empty(), schema->selector.empty()) << schema->name;
  }
}

TEST(Schema, ShapesFollowTheTypesOfTheMembers) {
  const auto find = [](const Schema& schema, std::string_view key) -> const Field& {
    for (const Field& f : schema.fields) {
      if (f.key == key) return f;
    }
    SHIXUN_ASSERT(false, "no such key");
  };
  EXPECT_EQ(find(ScenarioSpec::schema(), "wires").shape, Shape::kListOfLists);
  EXPECT_EQ(find(ScenarioSpec::schema(), "equipment").shape, Shape::kMap);
  EXPECT_EQ(find(ScenarioSpec::schema(), "equipment").kind, ValueKind::kGroup);
  EXPECT_EQ(find(ScenarioSpec::schema(), "time_limit").kind, ValueKind::kQuantity);
  EXPECT_EQ(find(ScenarioSpec::schema(), "time_limit").options.dimension, dimension::kTime);
  EXPECT_EQ(find(WalkthroughSpec::schema(), "replace").shape, Shape::kMapOfLists);
  EXPECT_EQ(find(WalkthroughSpec::schema(), "expect").shape, Shape::kOne);
  EXPECT_EQ(find(EquipmentSpec::schema(), "logic").kind, ValueKind::kFormula);
}

TEST(Vocabulary, TablesAreInTheOrderOfTheirEnumsAndNamesAreFound) {
  for (const CommandInfo& c : commandInfos()) {
    EXPECT_EQ(&info(c.kind), &c);
    EXPECT_EQ(findCommand(c.name), c.kind);
  }
  for (const EventInfo& e : eventInfos()) {
    EXPECT_EQ(&info(e.kind), &e);
    EXPECT_EQ(findEvent(e.name), e.kind);
  }
  EXPECT_FALSE(findCommand("jump"));
  EXPECT_FALSE(findEvent("jumped"));
}

}  // namespace
}  // namespace shixun::scenario
