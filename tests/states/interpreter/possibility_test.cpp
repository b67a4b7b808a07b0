// What is possible now, and what stands in the way.
#include "tests/states/interpreter/machine.hpp"

namespace waymark::states {

namespace {

constexpr const char* chart = R"(
  <datamodel><data id="exit_date" expr="'2026-05-01'"/><data id="open" expr="false"/></datamodel>
  <wm:event name="withdraw" roles="support"><wm:title xml:lang="en">Withdraw</wm:title></wm:event>
  <wm:event name="pay"><wm:form>{"type": "object"}</wm:form></wm:event>
  <wm:event name="close"/>
  <state id="a">
    <transition event="withdraw" cond="open" target="b" wm:from="exit_date + 'T00:00:00Z'">
      <wm:reason xml:lang="en">Not before {exit_date}</wm:reason><wm:reason xml:lang="ru">До {exit_date} нельзя, {open}</wm:reason>
    </transition>
    <transition event="pay" cond="_event.data.amount &gt; 10" target="b"/>
  </state>
  <state id="b"><transition event="close" target="a"/></state>)";

Event named(const EventDeclaration& declaration) {
    Event event;
    event.name = declaration.name;
    return event;
}

const Possibility& of(const std::vector<Possibility>& all, std::string_view name) {
    for (const auto& possibility : all)
        if (possibility.event->name == name) return possibility;
    throw std::runtime_error("no such event");
}

}  // namespace

TEST(Possibilities, SayWhichGuardRefusesWhyAndUntilWhen) {
    Machine machine(chart);
    const auto all = possibilities(machine.chart(), machine.state(), machine.around(), named);
    ASSERT_EQ(all.size(), 3U);
    const auto& withdraw = of(all, "withdraw");
    EXPECT_EQ(withdraw.chance, Chance::no);
    EXPECT_TRUE(withdraw.listened);
    ASSERT_EQ(withdraw.hindrances.size(), 1U);
    const auto& hindrance = withdraw.hindrances[0];
    EXPECT_EQ(hindrance.guard, "open");
    EXPECT_EQ(hindrance.reason.en, "Not before 2026-05-01");
    EXPECT_EQ(hindrance.reason.ru, "До 2026-05-01 нельзя, false");
    EXPECT_EQ(hindrance.possible_from, parse_instant("2026-05-01T00:00:00Z"));
    ASSERT_EQ(hindrance.values.size(), 1U);
    EXPECT_EQ(hindrance.values[0].first, "open");
    EXPECT_EQ(guard_text(machine.chart(), hindrance.transition), "open");
}

TEST(Possibilities, DependOnDataThatIsNotKnownYet) {
    Machine machine(chart);
    EXPECT_EQ(of(possibilities(machine.chart(), machine.state(), machine.around(), named), "pay").chance,
              Chance::depends);
    const auto* pay = machine.chart().event("pay");
    const auto with = [&](int amount) {
        auto event = named(*pay);
        event.data = Value::Object{{"amount", amount}};
        return possibility(machine.chart(), machine.state(), machine.around(), *pay, event).chance;
    };
    EXPECT_EQ(with(11), Chance::yes);
    EXPECT_EQ(with(10), Chance::no);
}

TEST(Possibilities, TellTheStateFromTheGuard) {
    Machine machine(chart);
    const auto all = possibilities(machine.chart(), machine.state(), machine.around(), named);
    EXPECT_FALSE(of(all, "close").listened);
    EXPECT_EQ(of(all, "close").chance, Chance::no);
    machine.send("pay", Value::Object{{"amount", 20}});
    EXPECT_EQ(of(possibilities(machine.chart(), machine.state(), machine.around(), named), "close").chance,
              Chance::yes);
}

TEST(Possibilities, ChangeNothing) {
    Machine machine(chart);
    const auto before = encode(machine.chart(), machine.state());
    (void)possibilities(machine.chart(), machine.state(), machine.around(), named);
    EXPECT_EQ(encode(machine.chart(), machine.state()), before);
}

}  // namespace waymark::states
