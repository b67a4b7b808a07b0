// What the charts are told of windows and architects, and which applications an architect sees.
#include <gmock/gmock.h>

#include "tests/workflows/partner/life.hpp"
#include "workflows/partner/interviews.hpp"
#include "workflows/partner/program.hpp"
#include "workflows/partner/windows.hpp"

namespace waymark::partner {
namespace {

using runtime::Instance;
using runtime::InstanceId;
using runtime::InstancePtr;
using states::Value;
using testing::IsEmpty;

/// Instances of shipped charts, found by the program's own lookups.
class Facts : public testing::Test {
  protected:
    InstancePtr add(const std::string& workflow, const std::string& data,
                    std::vector<states::Event> events = {}) {
        static std::map<std::string, runtime::Definition> definitions;
        auto& definition = definitions[workflow];
        definition.workflow = workflow;
        definition.chart = shipped_chart(workflow);
        auto instance = std::make_shared<Instance>();
        instance->id = {++last_};
        instance->definition = &definition;
        states::Interpreter interpreter;
        states::Outcome outcome;
        const std::string id = runtime::to_text(instance->id);
        interpreter.start(*definition.chart, instance->state, json(data), {at_, id, false}, outcome);
        for (const auto& event : events)
            interpreter.dispatch(*definition.chart, instance->state, event, {at_, id, false}, outcome);
        instances_.push_back(instance);
        return instance;
    }
    InstancePtr architect() {
        return add(
            "person",
            "{'name': 'subject:1', 'roles': ['architect'], 'competences': ['devops'], 'partner': null}");
    }
    InstancePtr interview(const InstancePtr& architect, const std::string& starts_at) {
        states::Event schedule;
        schedule.name = "schedule";
        schedule.data = slot(architect, starts_at);
        return add("interview",
                   "{'technology': 'devops', 'application': '00000000000bb', 'window_ends_at': "
                   "'2026-04-30T21:00:00.000Z'}",
                   {schedule});
    }
    static Value slot(const InstancePtr& architect, const std::string& starts_at) {
        return json(
            "{'architect': '" + runtime::to_text(architect->id) + "', 'starts_at': '" + starts_at +
            "', 'facts': {'architect': {'present': true, 'competences': ['devops'], 'conflicts': []}}}");
    }
    Value ask(const std::string& fact, const InstancePtr& whose, const Value& data, Instant at) {
        const runtime::FindInstances find = [&](std::string_view name, std::string_view key) {
            std::vector<InstancePtr> found;
            for (const auto& lookup : program_.lookups)
                for (const auto& each : instances_)
                    if (lookup.name == name && each->definition->workflow == lookup.workflow &&
                        lookup.key(*each) == key)
                        found.push_back(each);
            return found;
        };
        states::Event event;
        event.data = data;
        return program_.facts({fact, *whose, event, at, find});
    }

    const runtime::Program program_ = partner_program();
    Instant at_ = msk("2026-04-06 12:00");
    std::uint64_t last_ = 0;
    std::vector<InstancePtr> instances_;
};

TEST_F(Facts, ASlotKeepsAQuarterOfAnHourFromTheOthers) {
    const auto olga = architect(), ivan = architect();
    const auto first = interview(olga, "2026-04-14T15:00:00+03:00");
    const auto wanted = interview(ivan, "2026-04-15T15:00:00+03:00");
    const auto conflicts = [&](const InstancePtr& whose, const char* starts_at) {
        return ask("architect", whose, slot(olga, starts_at), at_)["conflicts"].array().size();
    };
    EXPECT_EQ(conflicts(wanted, "2026-04-14T16:14:59+03:00"), 1U);
    EXPECT_EQ(conflicts(wanted, "2026-04-14T16:15:00+03:00"), 0U);
    EXPECT_EQ(conflicts(wanted, "2026-04-14T13:45:01+03:00"), 1U);
    EXPECT_EQ(conflicts(wanted, "2026-04-14T13:45:00+03:00"), 0U);
    EXPECT_EQ(conflicts(wanted, "2026-04-14T15:00:00+03:00"), 1U);
    EXPECT_EQ(conflicts(first, "2026-04-14T15:30:00+03:00"), 0U) << "its own slot does not hinder it";
    EXPECT_EQ(
        ask("architect", wanted, slot(ivan, "2026-04-14T15:00:00+03:00"), at_)["conflicts"].array().size(),
        0U);
}

TEST_F(Facts, OnlyAnArchitectWhoIsThereIsAnArchitect) {
    const auto olga = architect();
    const auto wanted = interview(olga, "2026-04-15T15:00:00+03:00");
    const auto clerk =
        add("person", "{'name': 'subject:1', 'roles': ['pam'], 'competences': [], 'partner': null}");
    EXPECT_EQ(ask("architect", wanted, slot(olga, "2026-04-20T15:00:00+03:00"), at_)["competences"],
              json("['devops']"));
    EXPECT_EQ(ask("architect", wanted, slot(clerk, "2026-04-20T15:00:00+03:00"), at_)["present"],
              Value(false));
    EXPECT_EQ(ask("architect", wanted, json("{'architect': '00000000000zz'}"), at_)["present"], Value(false));
}

TEST_F(Facts, AWindowThatWasExtendedIsOpenUntilItsNewEnd) {
    const auto window =
        add("window", "{'opens_at': '2026-03-31T21:00:00.000Z', 'ends_at': '2026-04-30T21:00:00.000Z'}");
    const auto at = [&](const char* when) { return ask("window", window, {}, msk(when)); };
    EXPECT_EQ(at("2026-03-31 23:59:59")["open"], Value(false));
    EXPECT_EQ(at("2026-04-01 00:00")["open"], Value(true));
    EXPECT_EQ(at("2026-04-30 23:59:59")["key"], Value("2026-04"));
    EXPECT_EQ(at("2026-05-01 00:00"),
              json("{'open': false, 'key': '2026-10', 'opens_at': '2026-09-30T21:00:00.000Z', 'ends_at': "
                   "'2026-10-31T21:00:00.000Z'}"));
    states::Event propose, approve;
    propose.name = "extension.propose";
    propose.origin = "lead";
    propose.data = json("{'last_day': '2026-05-10', 'reason': 'subject:1'}");
    approve.name = "extension.approve";
    approve.origin = "other";
    add("window", "{'opens_at': '2026-03-31T21:00:00.000Z', 'ends_at': '2026-04-30T21:00:00.000Z'}",
        {propose, approve});
    EXPECT_EQ(at("2026-05-01 00:00"),
              json("{'open': true, 'key': '2026-04', 'opens_at': '2026-03-31T21:00:00.000Z', 'ends_at': "
                   "'2026-05-10T21:00:00.000Z'}"));
    EXPECT_EQ(at("2026-05-10 23:59:59")["open"], Value(true));
    EXPECT_EQ(at("2026-05-11 00:00")["key"], Value("2026-10"));
    EXPECT_EQ(at("2026-03-31 23:59:59")["ends_at"], Value("2026-05-10T21:00:00.000Z"))
        << "known before it opens";
}

TEST_F(Facts, AssignmentsFollowTheInterviews) {
    const auto olga = architect(), ivan = architect();
    auto held = std::make_shared<Instance>(*interview(olga, "2026-04-14T15:00:00+03:00"));
    const InstanceId application = *runtime::parse_instance_id("00000000000bb");
    Assignments assignments;
    EXPECT_FALSE(assignments.include(olga->id, application));
    assignments.take(*held);
    assignments.take(*held);
    EXPECT_TRUE(assignments.include(olga->id, application));
    EXPECT_TRUE(assignments.include(olga->id, held->id));
    EXPECT_FALSE(assignments.include(ivan->id, application));
    EXPECT_FALSE(assignments.include(ivan->id, held->id));
    states::Event cancel;
    cancel.name = "cancel";
    cancel.data = json("{'reason': 'subject:2'}");
    states::Interpreter interpreter;
    states::Outcome outcome;
    interpreter.dispatch(*held->definition->chart, held->state, cancel, {at_, "0123456789abc", false},
                         outcome);
    assignments.take(*held);
    EXPECT_FALSE(assignments.include(olga->id, application)) << "called off: no longer his";
    EXPECT_FALSE(assignments.include(olga->id, held->id));
}

TEST_F(Facts, AWindowWithoutApplicationsHasAReportOfNone) {
    const auto window =
        add("window", "{'opens_at': '2026-03-31T21:00:00.000Z', 'ends_at': '2026-04-30T21:00:00.000Z'}");
    const auto report = ask("window_report", window, {}, msk("2026-05-01 00:00"));
    EXPECT_EQ(report["total"]["submitted"], Value(0));
    EXPECT_EQ(report["median_days_to_decision"], Value(nullptr));
    EXPECT_THAT(ask("revocations", window, {}, at_).array(), IsEmpty());
}

}  // namespace
}  // namespace waymark::partner
