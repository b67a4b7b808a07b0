// What every shipped document must have: both languages everywhere, forms that compile, reasons that say
// something.
#include <gmock/gmock.h>
#include <set>

#include "states/program.hpp"
#include "tests/workflows/partner/life.hpp"
#include "workflows/partner/program.hpp"
#include "workflows/partner/roles.hpp"
#include "workflows/runtime/form.hpp"

namespace waymark::partner {
namespace {

using states::Text;
using states::Value;

bool is_cyrillic(const std::string& text) {
    return std::ranges::any_of(text, [](char c) { return c == '\xD0' || c == '\xD1'; });
}

void expect_both(const Text& text, const std::string& where) {
    EXPECT_FALSE(text.en.empty()) << where;
    EXPECT_FALSE(is_cyrillic(text.en)) << where;
    EXPECT_TRUE(is_cyrillic(text.ru)) << where;
}

std::string text_of(const std::vector<states::ReasonPart>& parts) {
    std::string text;
    for (const auto& part : parts) text += part.text + (part.code ? part.code->text : "");
    return text;
}

/// Every property of a form has a label in both languages.
void expect_labels(const Value& schema, const std::string& where) {
    if (!schema["properties"].is_object()) return;
    for (const auto& [name, property] : schema["properties"].object()) {
        const Value& titles = property["titles"];
        expect_both({std::string(titles["en"].string_or("")), std::string(titles["ru"].string_or(""))},
                    where + "/" + name);
        expect_labels(property, where + "/" + name);
        expect_labels(property["items"], where + "/" + name);
    }
}

class Definitions : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Shipped, Definitions,
                         testing::Values("partner", "notice", "specialization", "person", "onboarding",
                                         "presale", "application", "interview", "window", "revocation",
                                         "agreement", "employee", "solution", "plan", "project", "customer",
                                         "subaccount", "scope", "invoice", "import", "campaign", "invitation",
                                         "benefit", "edition"),
                         [](const auto& each) { return std::string(each.param); });

TEST_P(Definitions, StatesHaveTitlesInBothLanguages) {
    const auto chart = shipped_chart(GetParam());
    expect_both(chart->title(), GetParam());
    for (states::StateIndex state = 1; state < chart->states(); ++state)
        if (!chart->state_id(state).starts_with('_') && !chart->program().is_history(state))
            expect_both(chart->state_title(state), std::string(chart->state_id(state)));
}

TEST_P(Definitions, EventsHaveTitlesInBothLanguagesAndRolesThatThereAre) {
    const auto chart = shipped_chart(GetParam());
    const auto check = [](const states::EventDeclaration& event, const std::string& name) {
        expect_both(event.title, name);
        if (!event.description.en.empty() || !event.description.ru.empty())
            expect_both(event.description, name);
        for (const std::string& role : event.roles)
            EXPECT_TRUE(is_staff_role(role) || is_partner_role(role) || role == prospect_role) << role;
        EXPECT_THAT(event.roles, testing::Not(testing::Contains("auditor"))) << "an auditor writes nothing";
        if (event.form.is_undefined()) return;
        const auto form = runtime::Form::compile(event.form);
        EXPECT_TRUE(form.ok()) << name << ": " << (form ? "" : form.error().message);
        EXPECT_EQ(event.form["additionalProperties"], Value(false)) << name;
        expect_labels(event.form, name);
    };
    for (const auto& event : chart->events()) check(event, event.name);
    if (chart->start() != nullptr) check(*chart->start(), "start");
}

TEST_P(Definitions, EveryDeclaredEventIsListenedTo) {
    const auto chart = shipped_chart(GetParam());
    std::set<std::string> heard;
    for (const auto& transition : chart->program().transitions)
        heard.insert(transition.descriptors.begin(), transition.descriptors.end());
    for (const auto& event : chart->events()) {
        EXPECT_TRUE(heard.contains(event.name)) << event.name;
        heard.erase(event.name);
    }
    EXPECT_THAT(heard, testing::IsEmpty()) << "listened to, but not declared";
}

TEST_P(Definitions, GuardsOfEventsSayWhyInBothLanguages) {
    const auto chart = shipped_chart(GetParam());
    for (const auto& transition : chart->program().transitions) {
        if (!transition.condition || transition.descriptors.empty()) continue;
        const std::string where =
            transition.descriptors.front() + " at line " + std::to_string(transition.place.line);
        ASSERT_TRUE(transition.condition->compiled) << where << ": " << transition.condition->fault;
        ASSERT_TRUE(transition.reason) << where;
        expect_both({"-", text_of(transition.reason->ru)}, where);
        EXPECT_FALSE(text_of(transition.reason->en).empty()) << where;
        EXPECT_FALSE(is_cyrillic(text_of(transition.reason->en))) << where;
    }
}

TEST(Definitions, PersonsFormsNameEveryRole) {
    std::vector<Value> roles;
    for (const auto role : staff_roles) roles.emplace_back(role);
    for (const auto role : partner_roles) roles.emplace_back(role);
    roles.emplace_back(prospect_role);
    const auto chart = shipped_chart("person");
    for (const auto* declaration : {chart->start(), chart->event("roles.set")})
        EXPECT_THAT(declaration->form["properties"]["roles"]["items"]["enum"].array(),
                    testing::UnorderedElementsAreArray(roles));
}

TEST(Definitions, WhatIsPersonalIsMarked) {
    const auto chart = shipped_chart("partner"), person = shipped_chart("person"),
               onboarding = shipped_chart("onboarding");
    const Value& partner = chart->start()->form["properties"];
    EXPECT_EQ(partner["name"]["personal"], Value(true));
    EXPECT_EQ(partner["contacts"]["items"]["properties"]["email"]["personal"], Value(true));
    EXPECT_TRUE(partner["tin"]["personal"].is_undefined()) << "its check digits are looked at";
    EXPECT_EQ(person->start()->form["properties"]["name"]["personal"], Value(true));
    const Value& sender = chart->event("notice.register")->form["properties"]["sender"];
    EXPECT_EQ(sender["properties"]["name"]["personal"], Value(true));
    const Value& draft = onboarding->event("draft.save")->form["properties"];
    EXPECT_EQ(draft["contacts"]["items"]["properties"]["phone"]["personal"], Value(true));
    EXPECT_EQ(draft, person->event("onboarding.open")->form["properties"])
        << "the same draft, begun or saved";
    const Value& customer = chart->event("presale.request")->form["properties"]["customer"]["properties"];
    for (const auto& [name, member] : customer.object()) EXPECT_EQ(member["personal"], Value(true)) << name;
    const std::vector<std::pair<const char*, std::vector<const char*>>> records = {
        {"employee.add", {"name"}},
        {"solution.claim", {"title", "description"}},
        {"plan.submit", {"document", "note"}},
        {"project.report", {"customer", "description"}},
        {"customer.add", {"name"}}};
    for (const auto& [event, members] : records)
        for (const char* member : members)
            EXPECT_EQ(shipped_chart("partner")->event(event)->form["properties"][member]["personal"],
                      Value(true))
                << event << " " << member;
}

TEST(Definitions, CollectionsNameWhatThereIs) {
    const runtime::Program program = partner_program();
    EXPECT_EQ(program.rulebook, "r1");
    for (const auto& collection : program.collections) {
        const auto chart = shipped_chart(collection.workflow);
        if (collection.creating_event.empty()) continue;
        if (collection.workflow == "attachment") continue;  // senders_test says what takes some
        EXPECT_NE(shipped_chart(collection.parent)->event(collection.creating_event), nullptr)
            << collection.name;
    }
}

TEST(Definitions, StartsAreCheckedBeyondTheirForm) {
    const auto check = partner_program().check_start;
    EXPECT_TRUE(check("partner", json("{'name': 'A'}")).ok());
    EXPECT_TRUE(check("partner", json("{'name': 'A', 'tin': '7707083893'}")).ok());
    EXPECT_EQ(check("partner", json("{'name': 'A', 'agreement': {'number': 'P-1', 'date': '2026-02-30'}}"))
                  .error()
                  .place,
              "/agreement/date");
    const Done slip = check("partner", json("{'name': 'A', 'tin': '7707083894'}"));
    ASSERT_FALSE(slip.ok());
    EXPECT_EQ(slip.error().code, "form-invalid");
    EXPECT_EQ(slip.error().place, "/tin");
    EXPECT_TRUE(check("person", json("{'name': 'A', 'roles': ['pam', 'support']}")).ok());
    EXPECT_TRUE(
        check("person", json("{'name': 'A', 'roles': ['partner-owner'], 'partner': '0123456789abc'}")).ok());
    EXPECT_TRUE(check("person", json("{'name': 'A', 'roles': ['prospect']}")).ok());
    for (const char* roles : {"['prospect', 'pam']", "['pam', 'prospect']", "['prospect', 'partner-owner']"})
        EXPECT_EQ(check("person", json("{'name': 'A', 'roles': " + std::string(roles) + "}")).error().place,
                  "/roles/1")
            << roles;
    EXPECT_EQ(check("person", json("{'name': 'A', 'roles': ['pam', 'partner-owner']}")).error().place,
              "/roles/1");
    EXPECT_EQ(
        check("person", json("{'name': 'A', 'roles': ['admin'], 'partner': '0123456789abc'}")).error().place,
        "/roles/0");
}

}  // namespace
}  // namespace waymark::partner
