// What holds for any evidence: more of it never harms, less of it never helps, splitting changes nothing.
#include <algorithm>
#include <gtest/gtest.h>
#include <random>

#include "tests/workflows/partner/eligibility/program.hpp"
#include "workflows/partner/eligibility/matching.hpp"

namespace waymark::partner::eligibility_test {
namespace {

constexpr int usual_rounds = 3'000;

/// The seed is that of the round, so that a failure can be had again.
class Dice {
  public:
    explicit Dice(int seed) : engine_(static_cast<unsigned>(seed)) {}
    int to(int most) { return static_cast<int>(engine_() % (static_cast<unsigned>(most) + 1)); }
    bool chance(int of) { return to(of - 1) == 0; }
    template <class List>
    auto& one(List& list) {
        return list[static_cast<std::size_t>(to(static_cast<int>(list.size()) - 1))];
    }
    template <class List>
    void shuffle(List& list) {
        std::ranges::shuffle(list, engine_);
    }

  private:
    std::mt19937 engine_;
};

/// Until something does not hold.
template <class Holds>
void for_each_seed(int rounds, Holds holds) {
    for (int seed = 0; seed < rounds && !testing::Test::HasFailure(); ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Dice dice(seed);
        holds(dice);
    }
}

const std::vector<std::string> technologies = {"infrastructure", "devops", "data-platform", "ml-ai",
                                               "security-compliance"};
const std::vector<std::string> certificates = {"cse", "cip", "gitops",    "devsecops",
                                               "eap", "mch", "compliance"};
const std::vector<std::string> services = {
    "compute", "object-storage", "managed-gitlab", "managed-clickhouse", "storedoc", "speechkit"};
const std::vector<std::string> months = {"2025-03", "2025-04", "2025-08", "2025-12", "2026-01", "2026-03"};
const std::vector<std::string> products = {"", "brand-voice-core", "brand-voice-cc"};

Date some_day(Dice& dice) { return day("2025-01-01") + std::chrono::days(dice.to(600)); }

CertificateEvidence some_certificate(Dice& dice) {
    CertificateEvidence certificate{dice.one(certificates), day("2024-01-01"), day("2024-01-01"), {}};
    if (dice.chance(4)) certificate.certified_on = some_day(dice);
    if (dice.chance(3)) certificate.valid_to = some_day(dice);
    if (dice.chance(8)) certificate.trained_on.reset();
    return certificate;
}

UsageCell some_usage(Dice& dice, std::int64_t most = 700'000'000) {
    UsageCell usage{
        month(dice.one(months)), dice.one(services), dice.one(products), dice.chance(3), 0, {}, {}};
    usage.deal_basis_points = dice.chance(2) ? 0 : dice.to(3) * 500;
    usage.gross = {4 + dice.to(1'000'000) * most / 1'000'000};
    if (dice.chance(5)) usage.grants = {dice.to(1'000) * (usage.gross.count - 4) / 1'000};
    return usage;
}

Evidence some_evidence(Dice& dice, const std::string& technology) {
    auto evidence = common(technology);
    if (dice.chance(8)) evidence.solutions.clear();
    for (int i = dice.to(4); i > 0; --i) {
        auto person = employee(std::string(1, static_cast<char>('A' + i)), {});
        if (dice.chance(4)) person.stays[0].to = some_day(dice);
        for (int n = dice.to(5); n > 0; --n) person.certificates.push_back(some_certificate(dice));
        evidence.employees.push_back(std::move(person));
    }
    for (int i = dice.to(3); i > 0; --i)
        evidence.projects.push_back(project(technology, to_text(some_day(dice)), dice.one(products)));
    for (int i = dice.to(12); i > 0; --i) evidence.usage.push_back(some_usage(dice));
    if (dice.chance(4)) evidence.complete_months.erase(month(dice.one(months)));
    return evidence;
}

int rank(Verdict verdict) { return verdict == Verdict::pass ? 2 : verdict == Verdict::unknown ? 1 : 0; }

/// Condition by condition, as well as the whole.
void expect_no_worse(const Assessment& before, const Assessment& after) {
    EXPECT_GE(rank(after.verdict), rank(before.verdict));
    for (std::size_t i = 0; i < before.conditions.size(); ++i)
        EXPECT_GE(rank(after.conditions[i].verdict), rank(before.conditions[i].verdict))
            << before.conditions[i].code << ": " << after.conditions[i].text.en;
}

TEST(Properties, MoreCertificatesSolutionsProjectsAndConsumptionNeverHarm) {
    for_each_seed(usual_rounds, [](Dice& dice) {
        const auto technology = dice.one(technologies);
        auto evidence = some_evidence(dice, technology);
        const auto before = assess_r1(technology, evidence);
        switch (dice.to(4)) {
            case 0:
                evidence.solutions.push_back({technology, some_day(dice), {}});
                break;
            case 1:
                evidence.projects.push_back(project(technology, "2026-01-01", dice.one(products)));
                break;
            case 2:
                evidence.employees.push_back(employee("Z", {dice.one(certificates)}));
                break;
            case 3:
                if (!evidence.employees.empty())
                    dice.one(evidence.employees).certificates.push_back(some_certificate(dice));
                break;
            default:
                evidence.usage.push_back(some_usage(dice));
                break;
        }
        expect_no_worse(before, assess_r1(technology, evidence));
    });
}

/// Around the threshold, where roundings decide. Below four kopecks they may differ by one between months'
/// sums and the bonuses of several deals, which domain.md rounds apart.
TEST(Properties, ALittleMoreConsumptionNeverHarms) {
    for_each_seed(usual_rounds, [](Dice& dice) {
        auto evidence = common("infrastructure");
        for (int i = dice.to(12); i >= 0; --i) evidence.usage.push_back(some_usage(dice, 1'000));
        const auto before = find(assess_r1("infrastructure", evidence), "C4").have.number();
        evidence.usage.push_back(some_usage(dice, 10));
        evidence.usage.back().grants = {};
        EXPECT_GE(find(assess_r1("infrastructure", evidence), "C4").have.number(), before);
    });
}

TEST(Properties, AtOneRateEveryKopeckCounts) {
    for_each_seed(usual_rounds, [](Dice& dice) {
        const int deal = dice.to(15) * 100;
        auto evidence = common("infrastructure");
        evidence.usage = {{month(dice.one(months)), "compute", {}, false, deal, {dice.to(1'000)}, {}}};
        const auto before = find(assess_r1("infrastructure", evidence), "C4").have.number();
        evidence.usage.push_back(evidence.usage[0]);
        evidence.usage.back().gross = {1};
        EXPECT_GE(find(assess_r1("infrastructure", evidence), "C4").have.number(), before);
    });
}

TEST(Properties, LessDataNeverMakesAPass) {
    for_each_seed(usual_rounds, [](Dice& dice) {
        const auto technology = dice.one(technologies);
        auto evidence = some_evidence(dice, technology);
        const auto before = assess_r1(technology, evidence);
        const auto drop = [&](auto& list) {
            if (!list.empty()) list.erase(list.begin() + dice.to(static_cast<int>(list.size()) - 1));
        };
        switch (dice.to(6)) {
            case 0:
                drop(evidence.usage);
                break;
            case 1:
                drop(evidence.employees);
                break;
            case 2:
                drop(evidence.projects);
                break;
            case 3:
                evidence.agreement.reset();
                break;
            case 4:
                drop(evidence.solutions);
                break;
            case 5:
                drop(evidence.plans);
                break;
            default:
                evidence.complete_months.erase(month(dice.one(months)));
                break;
        }
        const auto after = assess_r1(technology, evidence);
        if (before.verdict != Verdict::pass) {
            EXPECT_NE(after.verdict, Verdict::pass);
        }
        for (std::size_t i = 0; i < before.conditions.size(); ++i) {
            if (before.conditions[i].verdict != Verdict::pass) {
                EXPECT_NE(after.conditions[i].verdict, Verdict::pass) << before.conditions[i].code;
            }
        }
    });
}

TEST(Properties, SplittingAndShufflingUsageChangesNothing) {
    for_each_seed(usual_rounds, [](Dice& dice) {
        const auto technology = dice.one(technologies);
        auto evidence = some_evidence(dice, technology);
        const auto before = to_value(assess_r1(technology, evidence));
        for (auto usage = evidence.usage; const auto& whole : usage) {
            auto part = whole;
            part.gross = {dice.to(1'000) * whole.gross.count / 1'000};
            part.grants = {dice.to(1'000) * whole.grants.count / 1'000};
            auto& rest = *std::ranges::find_if(evidence.usage, [&](const UsageCell& each) {
                return each.month == whole.month && each.service == whole.service &&
                       each.gross == whole.gross;
            });
            rest.gross = whole.gross - part.gross;
            rest.grants = whole.grants - part.grants;
            // Another service of the group, of another subaccount with the same terms.
            if (part.service == "compute") part.service = "object-storage";
            evidence.usage.push_back(part);
        }
        dice.shuffle(evidence.usage);
        EXPECT_EQ(to_json(to_value(assess_r1(technology, evidence))), to_json(before));
    });
}

/// Tries every way to give the left from `left` on somebody who is not taken.
int brute_force(const std::vector<std::vector<std::size_t>>& choices, std::size_t left, unsigned taken) {
    if (left == choices.size()) return 0;
    int best = brute_force(choices, left + 1, taken);
    for (const auto right : choices[left])
        if ((taken >> right & 1U) == 0)
            best = std::max(best, 1 + brute_force(choices, left + 1, taken | 1U << right));
    return best;
}

TEST(Properties, MatchingIsAsGoodAsTryingEverything) {
    for_each_seed(usual_rounds, [](Dice& dice) {
        const auto rights = static_cast<std::size_t>(1 + dice.to(6));
        std::vector<std::vector<std::size_t>> choices(static_cast<std::size_t>(dice.to(5)));
        for (auto& choice : choices)
            for (std::size_t right = 0; right < rights; ++right)
                if (dice.chance(3)) choice.push_back(right);
        const auto pairs = greatest_matching(choices, rights);
        ASSERT_EQ(pairs.size(), choices.size());
        std::vector<bool> taken(rights, false);
        int count = 0;
        for (std::size_t left = 0; left < choices.size(); ++left) {
            if (!pairs[left]) continue;
            ++count;
            EXPECT_NE(std::ranges::find(choices[left], *pairs[left]), choices[left].end());
            EXPECT_FALSE(taken[*pairs[left]]);
            taken[*pairs[left]] = true;
        }
        EXPECT_EQ(count, brute_force(choices, 0, 0));
    });
}

/// Day by day, as far as anything is known to change.
TEST(Properties, DatesForetellTheVerdictsOfLaterDays) {
    for_each_seed(usual_rounds / 30, [](Dice& dice) {
        const auto technology = dice.one(technologies);
        const auto evidence = some_evidence(dice, technology);
        const auto today = assess_r1(technology, evidence, "2026-04-20");
        std::vector<std::optional<Date>> changes(today.conditions.size());
        for (int later = 1; later < 700; ++later) {
            const auto on = today.on + std::chrono::days(later);
            const auto then = assess_r1(technology, evidence, to_text(on));
            for (std::size_t i = 0; i < changes.size(); ++i)
                if (!changes[i] && then.conditions[i].verdict != today.conditions[i].verdict) changes[i] = on;
        }
        for (std::size_t i = 0; i < changes.size(); ++i) {
            const auto& now = today.conditions[i];
            if (now.kind == "consumption" || now.kind == "one_of") continue;  // its months go by
            if (now.verdict == Verdict::pass && changes[i]) {
                EXPECT_EQ(now.holds_until, *changes[i] - std::chrono::days(1)) << now.code;
            } else if (now.verdict == Verdict::fail) {
                EXPECT_EQ(now.possible_from, changes[i]) << now.code;
            }
        }
    });
}

}  // namespace
}  // namespace waymark::partner::eligibility_test
