// `waymark demo` is played to its end in both languages, and leaves nothing behind.
#include <filesystem>
#include <gtest/gtest.h>

#include "tests/blackbox/daemon.hpp"

namespace waymark::sample {
namespace {

struct Language {
    const char* name;
    std::vector<const char*> stages;
};

class Demo : public testing::TestWithParam<Language> {};

INSTANTIATE_TEST_SUITE_P(
    Languages, Demo,
    testing::Values(
        Language{"en",
                 {"a company joins", "Partner: Active", "what the rules ask for", "✗ not met",
                  "CONDITIONS_NOT_MET", "an application for a specialization", "the interview",
                  "OUTSIDE_WORKING_HOURS", "WINDOW_CLOSED", "Application: Granted", "presale.overdue",
                  "quit.date_shifted", "application.on_hold", "Quit notice: Withdrawn",
                  "a second specialization", "quit.executed", "specialization.ended", "in order"}},
        Language{"ru",
                 {"компания вступает в программу", "Партнёр: Действует", "чего требуют правила",
                  "✗ не выполнено", "CONDITIONS_NOT_MET", "заявка на специализацию", "собеседование",
                  "OUTSIDE_WORKING_HOURS", "WINDOW_CLOSED", "Специализация присвоена", "presale.overdue",
                  "quit.date_shifted", "application.on_hold", "передумала", "вторая специализация",
                  "quit.executed", "specialization.ended", "in order"}}),
    [](const auto& language) { return language.param.name; });

TEST_P(Demo, PlaysTheYearToItsEnd) {
    const TemporaryFolder temporary;
    const auto played = blackbox::run_waymark({"--language", GetParam().name, "demo", "--no-pause"},
                                              {{"TMPDIR", temporary.path().string()}});
    EXPECT_EQ(played.exit_code, 0) << played.err;
    for (const char* stage : GetParam().stages) EXPECT_NE(played.out.find(stage), std::string::npos) << stage;
    EXPECT_TRUE(std::filesystem::is_empty(temporary.path()));
}

}  // namespace
}  // namespace waymark::sample
