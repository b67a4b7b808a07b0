// The program's own questions: who may ask, what is refused, what the answer is made from.
#include "tests/workflows/runtime/world.hpp"

namespace waymark::runtime {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

/// Firms by their name; asked for a greeting of one, and for a list of all.
class Asked : public testing::Test {
  protected:
    Asked() {
        world.program.lookups = {{"firms", "firm", [](const Instance&) { return std::string("all"); }}};
        Question greeting;
        greeting.name = "greeting";
        greeting.workflow = "firm";
        greeting.title = {"A greeting", "Приветствие"};
        greeting.parameters = {{"day",
                                {"A day, such as 2027-04-01.", "День, например 2027-04-01."},
                                object({{"type", "string"}, {"pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}}),
                                false},
                               {"guest", {"Who else is greeted.", "Кого ещё приветствовать."}, {}, true}};
        greeting.answer = [](const Asking& asking) -> Result<states::Value> {
            states::Value::Array greeted{to_text(asking.instance->id)};
            const auto [first, last] = asking.parameters.equal_range("guest");
            for (auto guest = first; guest != last; ++guest) greeted.emplace_back(guest->second);
            if (greeted.size() > 3) return Error{"bad-query", "At most two guests.", "guest", {}};
            return object({{"greeted", std::move(greeted)}});
        };
        Question census;
        census.name = "census";
        census.title = {"All firms", "Все фирмы"};
        census.roles = {"staff", "auditor"};
        census.columns = {"id"};
        census.answer = [](const Asking& asking) -> Result<states::Value> {
            states::Value::Array rows;
            for (const auto& firm : asking.find("firms", "all"))
                if (asking.inquiry.instance(firm->id)) rows.push_back(object({{"id", to_text(firm->id)}}));
            return object({{"rows", std::move(rows)}});
        };
        Question nobodys = census;
        nobodys.name = "nobodys";
        nobodys.roles = {};
        Question internal = greeting;
        internal.name = "internal";
        internal.roles = {"auditor"};
        world.program.questions = {greeting, census, nobodys, internal};
        EXPECT_TRUE(world.open().ok());
    }

    Result<states::Value> ask(const Actor& actor, std::string_view question, std::optional<InstanceId> about,
                              const QuestionParameters& parameters = {}) {
        return world.service->ask(actor, question, about, parameters);
    }
    static std::string refusal(const Result<states::Value>& answer) {
        if (answer) return "answered";
        return answer.error().code + (answer.error().place.empty() ? "" : " at " + answer.error().place);
    }

    World world;
    Actor visitor{InstanceId{2}, "t2", {"visitor"}, {}};
};

TEST_F(Asked, AboutAnInstanceWhoeverMayReadIt) {
    const auto firm = world.started("firm"), other = world.started("firm");
    const auto answer = ask(visitor, "greeting", firm, {{"guest", "Olga"}, {"guest", "Ivan"}});
    ASSERT_TRUE(answer.ok());
    EXPECT_EQ((*answer)["greeted"], states::Value(states::Value::Array{to_text(firm), "Olga", "Ivan"}));
    EXPECT_EQ((*answer)["as_of"], states::Value(waymark::to_text(world.service->now())));

    const Actor partner{InstanceId{3}, "t3", {"visitor"}, family_rooted_at(firm)};
    EXPECT_TRUE(ask(partner, "greeting", firm).ok());
    EXPECT_EQ(refusal(ask(partner, "greeting", other)), "not-found") << "as one that does not exist";
    EXPECT_EQ(refusal(ask(visitor, "greeting", InstanceId{999})), "not-found");
}

TEST_F(Asked, ReportsAreForTheirRoles) {
    const auto firm = world.started("firm"), other = world.started("firm");
    const auto answer = ask(world.staff, "census", std::nullopt);
    ASSERT_TRUE(answer.ok());
    ASSERT_EQ((*answer)["rows"].array().size(), 2U);
    EXPECT_EQ((*answer)["rows"].array()[0]["id"], states::Value(to_text(firm)));
    EXPECT_EQ((*answer)["rows"].array()[1]["id"], states::Value(to_text(other)));
    EXPECT_EQ(refusal(ask(visitor, "census", std::nullopt)), "role-missing");
    EXPECT_EQ(refusal(ask(world.staff, "nobodys", std::nullopt)), "role-missing") << "deny by default";
    EXPECT_EQ(refusal(ask(world.staff, "internal", firm)), "role-missing");
    const Actor auditor{InstanceId{4}, "t4", {"auditor"}, {}};
    EXPECT_TRUE(ask(auditor, "internal", firm).ok());

    const auto names = [&](const Actor& actor) {
        std::vector<std::string> found;
        for (const auto* report : world.service->reports(actor)) found.push_back(report->name);
        return found;
    };
    EXPECT_THAT(names(auditor), ElementsAre("census"));
    EXPECT_THAT(names(visitor), ElementsAre());
}

TEST_F(Asked, AQuestionIsFoundByWhatItIsAbout) {
    const auto firm = world.started("firm");
    EXPECT_EQ(refusal(ask(world.staff, "census", firm)), "not-found");
    EXPECT_EQ(refusal(ask(world.staff, "greeting", std::nullopt)), "not-found");
    EXPECT_EQ(refusal(ask(world.staff, "farewell", firm)), "not-found");
    const auto meter = world.started("meter");
    EXPECT_EQ(refusal(ask(world.staff, "greeting", meter)), "not-found");
}

TEST_F(Asked, AWrongParameterIsNamedWithTheCure) {
    const auto firm = world.started("firm");
    EXPECT_EQ(refusal(ask(world.staff, "greeting", firm, {{"colour", "red"}})), "bad-query at colour");
    EXPECT_EQ(refusal(ask(world.staff, "census", std::nullopt, {{"day", "2027-04-01"}})), "bad-query at day");
    EXPECT_EQ(refusal(ask(world.staff, "greeting", firm, {{"day", "2027-04-01"}, {"day", "2027-04-02"}})),
              "bad-query at day");
    EXPECT_EQ(refusal(ask(world.staff, "greeting", firm, {{"guest", std::string(201, 'x')}})),
              "bad-query at guest");
    EXPECT_EQ(refusal(ask(world.staff, "greeting", firm, {{"guest", "a"}, {"guest", "b"}, {"guest", "c"}})),
              "bad-query at guest");
    const auto malformed = ask(world.staff, "greeting", firm, {{"day", "tomorrow"}});
    EXPECT_EQ(refusal(malformed), "bad-query at day");
    EXPECT_THAT(malformed.error().message, testing::AllOf(HasSubstr("tomorrow"), HasSubstr("2027-04-01")));
    EXPECT_TRUE(ask(world.staff, "greeting", firm, {{"day", "2027-04-01"}}).ok());
}

}  // namespace
}  // namespace waymark::runtime
