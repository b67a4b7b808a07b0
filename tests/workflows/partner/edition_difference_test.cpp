#include "workflows/partner/eligibility/edition_difference.hpp"

#include <algorithm>
#include <gmock/gmock.h>

#include "tests/workflows/partner/editions.hpp"
#include "workflows/partner/eligibility/edition_words.hpp"
#include "workflows/partner/embedded.hpp"
#include "workflows/partner/program.hpp"

namespace waymark::partner {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using Change = Difference::Change;

const Edition& r1() { return *shipped_editions().version("r1"); }

Edition changed(std::string_view part, std::string_view by) {
    return edition(with(std::string(embedded::r1_toml), part, by));
}

/// The one difference that a change of r1 makes.
Difference difference(std::string_view part, std::string_view by) {
    const auto all = diff(r1(), changed(part, by));
    EXPECT_THAT(all, SizeIs(1)) << by;
    return all.empty() ? Difference() : all[0];
}

const Difference* at(const std::vector<Difference>& all, std::string_view path) {
    for (const auto& each : all)
        if (each.path == path) return &each;
    return nullptr;
}

TEST(EditionDifference, IsNoneOfTheSame) { EXPECT_THAT(diff(r1(), r1()), IsEmpty()); }

TEST(EditionDifference, NamesOldAndNewNumbers) {
    const auto told = difference("\"12 000 000.00\"", "\"15 000 000.00\"");
    EXPECT_EQ(told.change, Change::changed);
    EXPECT_EQ(told.path, "specialization/infrastructure/condition/C4/threshold");
    EXPECT_EQ(told.before["at_least_kopecks"], states::Value(1'200'000'000));
    EXPECT_EQ(told.after["at_least_kopecks"], states::Value(1'500'000'000));
    EXPECT_EQ(told.text.en,
              "Changed: Infrastructure, C4, threshold: at least 12,000,000.00 RUB → at least 15,000,000.00 "
              "RUB");
    EXPECT_EQ(told.text.ru,
              "Изменено: Infrastructure, C4, порог: не менее 12\u00a0000\u00a0000,00 руб. → не менее "
              "15\u00a0000\u00a0000,00 руб.");
    EXPECT_EQ(to_value(told)["change"], states::Value("changed"));
}

TEST(EditionDifference, TellsEachThingOnce) {
    const auto expect = [](std::string_view part, std::string_view by, Change change, std::string_view path) {
        const auto told = difference(part, by);
        EXPECT_EQ(told.change, change) << told.text.en;
        EXPECT_EQ(told.path, path);
        EXPECT_EQ(told.before.is_undefined(), change == Change::added) << path;
        EXPECT_EQ(told.after.is_undefined(), change == Change::removed) << path;
        EXPECT_THAT(told.text.en, HasSubstr(change == Change::added     ? "Added: "
                                            : change == Change::removed ? "Removed: "
                                                                        : "Changed: "));
        EXPECT_NE(told.text.ru, told.text.en);
    };
    expect("from = 2025-01-01", "from = 2025-02-01", Change::changed, "from");
    expect("from = 2025-01-01", "invented = true\nfrom = 2025-01-01", Change::changed, "invented");
    expect("\"decision\"", "\"submission\"", Change::changed, "transition");
    expect("bonus_basis_points = 1_000", "bonus_basis_points = 1_250", Change::changed, "bonus_basis_points");
    expect("percent = 22", "percent = 23", Change::changed, "vat/2026-01-01");
    expect("percent = 22", "percent = 22\n[[vat]]\nfrom = 2028-01-01\npercent = 24", Change::added,
           "vat/2028-01-01");
    expect("name = \"Managed Greenplum\"", "name = \"Greenplum\"", Change::changed, "certificate/mgp");
    expect("[[product]]", "[[certificate]]\ncode = \"new\"\nname = \"New\"\n[[product]]", Change::added,
           "certificate/new");
    expect("\"150 000.00\"", "\"100 000.00\"", Change::changed, "benefit/training-grants/yearly_limit");
    expect("[[bonus_exclusion]]\nservice = \"storedoc\"\n", "", Change::changed,
           "service/storedoc/bonus_exclusion");
    expect("[{ technology = \"data-platform\" }]   #", "[] #", Change::changed,
           "service/storedoc/counts_for");
    expect("benefits = [\"rewards\", \"leads\"", "benefits = [\"rewards\"", Change::removed,
           "specialization/infrastructure/benefit/leads");
    expect("basis_points = 1_000\n\n[[specialization.condition]]",
           "basis_points = 500\n[[specialization.condition]]", Change::changed,
           "specialization/infrastructure/reward");
    expect("  { en = \"Data warehouses\", ru = \"Хранилища данных\" },\n", "", Change::changed,
           "specialization/data-platform/directions");
    expect("[[specialization.condition]]\ncode = \"C6\"\nkind = \"interview\"\n", "", Change::removed,
           "specialization/infrastructure/condition/C6");
    expect("[\"cse\", \"cip\"]", "[\"cse\", [\"cip\", \"eap\"]]", Change::changed,
           "specialization/infrastructure/condition/C5/roles.S2");
    expect("exceeding_roubles", "at_least_roubles", Change::changed,
           "specialization/ml-ai/condition/C4/condition/C4.c/condition/C4.c.2/threshold");
    expect("at_least = 2\nmonths = 12", "at_least = 2", Change::removed,
           "specialization/security-compliance/condition/C4/months");
    expect("kind = \"projects\"\nat_least = 2\nmonths = 12", "kind = \"solutions\"\nat_least = 2",
           Change::changed, "specialization/security-compliance/condition/C4");
    expect("kind = \"plan\"", "kind = \"plan\"\nwindow_months = [4]", Change::added,
           "specialization/infrastructure/condition/C3/window_months");
}

TEST(EditionDifference, TellsTheNewerEditionFromTheShippedOne) {
    const auto all = diff(r1(), test_edition("r2.toml"));
    EXPECT_EQ(at(all, "from")->text.en, "Changed: in force from: 2025-01-01 → 2027-01-01");
    EXPECT_EQ(at(all, "invented")->change, Change::changed);
    EXPECT_EQ(at(all, "transition")->change, Change::changed);
    EXPECT_EQ(at(all, "vat/2026-01-01"), nullptr);
    EXPECT_EQ(at(all, "technology/devops")->change, Change::removed);
    EXPECT_EQ(at(all, "certificate/architect")->change, Change::added);
    EXPECT_EQ(at(all, "certificate/cse"), nullptr);
    EXPECT_EQ(at(all, "certificate/gitops")->change, Change::removed);
    std::size_t removed = 0, added = 0;
    for (const auto& each : all) {
        if (!each.path.starts_with("specialization/")) continue;
        (each.change == Change::removed ? removed : added) += 1;
        EXPECT_EQ(std::count(each.path.begin(), each.path.end(), '/'), 1) << each.path;
    }
    EXPECT_EQ(removed, 5U);
    EXPECT_EQ(added, 8U);
    EXPECT_EQ(at(all, "specialization/infrastructure-expert")->text.en,
              "Added: specialization \"infrastructure-expert\": Infrastructure Expert");
    EXPECT_EQ(all[0].path, "from");
}

TEST(EditionWords, SayWhatIsDemanded) {
    std::vector<std::string> en, ru;
    for (const char* specialization : {"infrastructure", "ml-ai"})
        for (const auto& each : r1().specialization(specialization)->conditions) {
            en.push_back(wholly_in_words(each, r1()).en);
            ru.push_back(wholly_in_words(each, r1()).ru);
        }
    EXPECT_EQ(en[1], "Verified solutions on the technology: at least 1");
    EXPECT_EQ(en[3],
              "Net consumption: at least 12,000,000.00 RUB; in the last 12 months that have ended; "
              "Infrastructure services; subaccounts and registered projects");
    EXPECT_EQ(ru[3],
              "Чистое потребление: не менее 12\u00a0000\u00a0000,00 руб.; за 12 последних завершённых "
              "месяцев; сервисы Infrastructure; субаккаунты и зарегистрированные проекты");
    EXPECT_EQ(
        en[4],
        "Specialists, each a different person: S1 with “Cloud service engineer”; S2 with “Cloud service "
        "engineer” and “Cloud infrastructure protection”");
    EXPECT_THAT(en[9], HasSubstr("One of these: (C4.a) Implemented projects: on Brand Voice Premium; at "
                                 "least 1; (C4.b)"));
    EXPECT_THAT(en[9], HasSubstr("more than 100,000.00 RUB; in the last month that has ended"));
    const auto r2 = test_edition("r2.toml");
    const auto& conditions = r2.specialization("data-platform-expert")->conditions;
    EXPECT_THAT(in_words(conditions[4], r2).ru, HasSubstr("только для решений в октябре"));
    EXPECT_THAT(in_words(conditions[4], r2).en, HasSubstr("in the last half-year that has ended"));
    EXPECT_THAT(in_words(conditions[5], r2).en,
                HasSubstr("“Cloud service engineer” and “Managed ClickHouse” or “Managed Greenplum”"));
    EXPECT_EQ(in_words(*r2.specializations[1].reward, r2).ru,
              "3,5 % от оплаченного потребления сервисов Infrastructure за квартал, субаккаунты и "
              "зарегистрированные проекты, и 1,5 % на совместный маркетинг");
}

TEST(EditionWords, GiveTheEditionAsAValue) {
    const auto value = to_value(r1());
    EXPECT_EQ(value["version"], states::Value("r1"));
    const auto& infrastructure = value["specializations"].array()[0];
    EXPECT_EQ(infrastructure["conditions"].array()[3]["threshold"]["at_least_kopecks"],
              states::Value(1'200'000'000));
    EXPECT_EQ(states::to_json(infrastructure["conditions"].array()[4]["roles"]),
              R"([{"code":"S1","all_of":[["cse"]]},{"code":"S2","all_of":[["cse"],["cip"]]}])");
    EXPECT_EQ(value["benefits"].array()[7]["yearly_limit_kopecks"], states::Value(15'000'000));
    EXPECT_THAT(value["specializations"].array()[3]["conditions"].array()[3]["parts"].array(), SizeIs(3));
}

}  // namespace
}  // namespace waymark::partner
