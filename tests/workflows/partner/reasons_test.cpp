// Reason codes: the file is read strictly, and has all that the charts' forms can be given.
#include "workflows/partner/reasons.hpp"

#include <gtest/gtest.h>

#include "workflows/partner/program.hpp"

namespace waymark::partner {
namespace {

using states::Value;

std::string problem(std::string_view toml) {
    const auto read = read_reasons(toml, "r.toml");
    return read ? "" : read.error().place + " " + read.error().message;
}

TEST(Reasons, AreReadStrictly) {
    EXPECT_EQ(problem("[a]\nONE = { en = 'one', ru = 'раз' }\n[b]\nTWO = { en = 'two', ru = 'два' }\n"), "");
    EXPECT_EQ(problem("[a]\nONE = { en = 'one' }\n"),
              "r.toml:2:7 \"ONE\" needs its text in both languages: { en, ru }.");
    EXPECT_EQ(problem("[a]\nONE = { en = 'one', ru = 1 }\n"),
              "r.toml:2:7 \"ONE\" needs its text in both languages: { en, ru }.");
    EXPECT_EQ(problem("[a]\nONE = { en = 'one', ru = 'раз', fr = 'un' }\n"),
              "r.toml:2:7 \"ONE\" needs its text in both languages: { en, ru }.");
    EXPECT_EQ(problem("ONE = 'one'\n"), "r.toml:1:7 \"ONE\" is no table of codes.");
    EXPECT_EQ(problem("[a]\nONE = { en = 'one', ru = 'раз' }\n[b]\nONE = { en = 'one', ru = 'раз' }\n"),
              "r.toml:4:7 \"ONE\" stands twice.");
    EXPECT_TRUE(problem("[a").starts_with("r.toml:1:"));
}

/// Choices in capitals below a form's member.
void expect_known(const Value& schema, const std::string& event, int& looked) {
    if (const auto& choices = schema["enum"]; choices.is_array())
        for (const auto& choice : choices.array()) {
            const auto code = choice.string_or("");
            if (code.find_first_of("abcdefghijklmnopqrstuvwxyz") != std::string_view::npos || code.empty())
                continue;
            ++looked;
            EXPECT_TRUE(shipped_reasons().contains(code)) << event << ": " << code;
        }
    if (const auto& members = schema["properties"]; members.is_object())
        for (const auto& [name, member] : members.object()) expect_known(member, event, looked);
    if (schema["items"].is_object()) expect_known(schema["items"], event, looked);
}

TEST(Reasons, AreThereForEveryChoiceOfTheForms) {
    int looked = 0;
    for (const auto& document : partner_program().documents) {
        const auto chart = states::read_chart(document.source, document.file, chart_functions());
        ASSERT_TRUE(chart.ok());
        for (const auto& event : (*chart)->events())
            expect_known(event.form, document.workflow + " " + event.name, looked);
    }
    EXPECT_GT(looked, 20);
}

}  // namespace
}  // namespace waymark::partner
