#include "tests/house/hidden_inputs.hpp"

#include <array>
#include <gmock/gmock.h>

namespace waymark::house {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

/// Every exception has a reason, and goes when its reason does.
constexpr std::array exceptions = {
    Exception{"tests/blackbox/", "steady_clock", "makes keys that no earlier run on the same data used"},
    Exception{"tests/crash/", "random_device", "the seed of the random moments; it is printed"},
    Exception{"tests/families/", "random_device", "the seed of the random lives; it is printed"},
    Exception{"tests/model/", "random_device", "the seed of the random commands; it is printed"},
};

std::vector<Finding> found_in(std::string path, std::string text, std::span<const Exception> allowed = {}) {
    std::vector<bool> used;
    return hidden_inputs({std::move(path), std::move(text)}, allowed, used);
}

TEST(HiddenInputs, NoneOutsideTheClock) {
    std::vector<bool> used;
    for (const Source& source : sources()) EXPECT_THAT(hidden_inputs(source, exceptions, used), IsEmpty());
    for (std::size_t i = 0; i < exceptions.size(); ++i) {
        EXPECT_TRUE(used[i]) << "nothing needs the exception for " << exceptions[i].word << " in "
                             << exceptions[i].place;
        EXPECT_FALSE(exceptions[i].reason.empty());
    }
}

class Forbidden : public testing::TestWithParam<const char*> {};
TEST_P(Forbidden, IsFound) {
    EXPECT_THAT(found_in("workflows/runtime/a.cpp", std::string("int a;\n") + GetParam()), SizeIs(1))
        << GetParam();
    EXPECT_THAT(found_in("adapters/http/a.cpp", GetParam()), SizeIs(1)) << GetParam();
    EXPECT_THAT(found_in("tests/runtime/a.cpp", GetParam()), SizeIs(1)) << GetParam();
    EXPECT_THAT(found_in("adapters/clock/a.cpp", GetParam()), IsEmpty());
}
INSTANTIATE_TEST_SUITE_P(
    HiddenInputs, Forbidden,
    testing::Values("auto t = std::chrono::system_clock::now();", "using Clock = std::chrono::steady_clock;",
                    "clock_gettime(CLOCK_REALTIME, &t);", "gettimeofday(&t, nullptr);",
                    "auto t = time(nullptr);", "auto t = ::time (0);", "auto t = std::time(nullptr);",
                    "std::this_one::sleep_for(1s);", "sleep_until(t);", "usleep(1);", "sleep(1);",
                    "std::random_device seed;", "int a = rand();", "return rand();", "auto t = clock();",
                    "if (a > time(0)) go();", "std::srand(1);", "std::mt19937 generator;",
                    "std::mt19937_64 g{};", "auto g = std::mt19937();", "std::default_random_engine g ;",
                    "getrandom(p, n, 0);", "RAND_bytes(p, n);", "getentropy(p, n);",
                    "localtime_r(&t, &parts);"));

class Allowed : public testing::TestWithParam<const char*> {};
TEST_P(Allowed, IsNotFound) {
    EXPECT_THAT(found_in("workflows/runtime/a.cpp", GetParam()), IsEmpty()) << GetParam();
}
INSTANTIATE_TEST_SUITE_P(HiddenInputs, Allowed,
                         testing::Values("auto t = ports.clock.wall();", "// never system_clock::now()",
                                         "auto s = \"rand()\";", "auto s = R\"x(time(0) \" )x\";",
                                         "auto n = 1'000'000; auto c = 'x';", "auto t = event.time();",
                                         "auto t = calendar::time(x);", "std::mt19937 generator(seed);",
                                         "std::mt19937_64 g{seed};", "void take(std::mt19937& generator);",
                                         "std::mt19937 random_;", "std::mt19937 random(seed); random();",
                                         "int operand(int);", "/* sleep_for(1s) */", "int thread;",
                                         "Instant random_instant;",
                                         "const hh_mm_ss<milliseconds> time(milli - day);", "Time time(3);",
                                         "World() : clock(start) {}"));

class ForbiddenInPure : public testing::TestWithParam<const char*> {};
TEST_P(ForbiddenInPure, IsFoundThereOnly) {
    for (const char* path :
         {"workflows/runtime/a.cpp", "workflows/partner/a.cpp", "states/a.cpp", "diagrams/a.cpp"}) {
        EXPECT_THAT(found_in(path, GetParam()), SizeIs(1)) << GetParam();
    }
    EXPECT_THAT(found_in("adapters/executor/a.cpp", GetParam()), IsEmpty());
}
INSTANTIATE_TEST_SUITE_P(HiddenInputs, ForbiddenInPure,
                         testing::Values("std::thread worker;", "std::jthread worker;",
                                         "asio::steady_timer timer(executor);", "asio::io_context context;",
                                         "int s = socket(AF_INET, SOCK_STREAM, 0);", "::connect(s, a, n);"));

TEST(HiddenInputs, SqlMayNotAskSqlitesClock) {
    EXPECT_THAT(found_in("adapters/sqlite/a.cpp", "run(\"INSERT INTO t VALUES (CURRENT_TIMESTAMP)\");"),
                SizeIs(1));
    EXPECT_THAT(found_in("adapters/sqlite/a.cpp", "// CURRENT_TIMESTAMP\nrun(\"SELECT 1\");"), IsEmpty());
}

TEST(HiddenInputs, AFindingNamesItsLine) {
    EXPECT_THAT(found_in("daemon/a.cpp", "/* one\n two */\nusleep(1);\n"),
                testing::ElementsAre(Finding{"daemon/a.cpp", 3, "usleep is a hidden input"}));
}

TEST(HiddenInputs, AnExceptionHoldsForItsPlaceAndWordOnly) {
    const std::array allowed = {Exception{"tests/crash/", "usleep", "a sample"}};
    EXPECT_THAT(found_in("tests/crash/a.cpp", "usleep(1);", allowed), IsEmpty());
    EXPECT_THAT(found_in("tests/crash/a.cpp", "nanosleep(1);", allowed), SizeIs(1));
    EXPECT_THAT(found_in("tests/model/a.cpp", "usleep(1);", allowed), SizeIs(1));
    std::vector<bool> used;
    EXPECT_THAT(hidden_inputs({"tests/model/a.cpp", "int a;"}, allowed, used), IsEmpty());
    EXPECT_FALSE(used.at(0));
}

}  // namespace
}  // namespace waymark::house
