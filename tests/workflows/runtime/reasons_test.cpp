// What a reason tells is the asker's to see, in `why` and in a refusal. (I17)
#include "tests/workflows/runtime/world.hpp"

namespace waymark::runtime {
namespace {

class Reasons : public testing::Test {
  protected:
    Reasons() {
        world.program.may_see = [](const Actor& actor, std::string_view, std::string_view,
                                   std::string_view member) {
            return actor.has_role("staff") || member != "notes";
        };
        EXPECT_TRUE(world.open().ok());
        firm = world.started("firm");
    }
    states::Hindrance of_closing(const Actor& actor) {
        const auto chances = world.service->chances(actor, firm);
        EXPECT_TRUE(chances.ok());
        for (const auto& chance : *chances)
            if (chance.declaration.name == "firm.close" && chance.possibility.hindrances.size() == 1)
                return chance.possibility.hindrances[0];
        ADD_FAILURE() << "nothing stands against it";
        return {};
    }

    World world;
    InstanceId firm;
    const Actor chief{{2}, "t2", {"chief"}, {}}, visitor{{3}, "t3", {"visitor"}, {}};
};

TEST_F(Reasons, TellTheirFiguresToWhoSeesThem) {
    const auto told = of_closing(world.staff);
    EXPECT_EQ(told.reason.en, "A firm is closed with at least one note, not 0.");
    EXPECT_EQ(told.reason.ru, "Нужна хотя бы одна заметка, а их 0.");
    EXPECT_EQ(told.values.size(), 1U);
}

TEST_F(Reasons, TellNobodyElse) {
    for (const auto& actor : {chief, visitor}) {
        const auto told = of_closing(actor);
        EXPECT_EQ(told.reason.en, "It hangs on something that is not yours to see.");
        EXPECT_EQ(told.reason.ru, "Это зависит от сведений, которые вам не показываются.");
        EXPECT_TRUE(told.values.empty());
    }
    const auto refused = world.perform({chief, SendEvent{firm, "firm.close", {}}, {}, {}, false});
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().code, "event-not-possible");
    EXPECT_THAT(refused.error().message, testing::HasSubstr("not yours to see"));
    EXPECT_EQ(refused.error().message.find("at least one note"), std::string::npos);
}

}  // namespace
}  // namespace waymark::runtime
