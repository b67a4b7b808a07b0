// A small run of the benchmark: every figure is there, with as many runs as were asked for, and in order.
#include <boost/json.hpp>
#include <cstdio>
#include <gmock/gmock.h>
#include <memory>

namespace waymark::bench {
namespace {

std::string output_of(const std::string& command) {
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command.c_str(), "r"), ::pclose);
    std::string text;
    char bytes[4096];
    for (std::size_t got = 0; (got = std::fread(bytes, 1, sizeof bytes, pipe.get())) > 0;)
        text.append(bytes, got);
    return text;
}

TEST(BenchOutput, HasItsShape) {
    const auto text = output_of("'" WAYMARK_BENCH "' --runs 3 --size 0.002 --output json 2>/dev/null");
    boost::system::error_code error;
    const auto report = boost::json::parse(text, error);
    ASSERT_FALSE(error) << text;
    for (const char* fact : {"processor", "memory", "disk", "kernel", "compiler", "sqlite"})
        EXPECT_TRUE(report.at("machine").at(fact).is_string()) << fact;
    std::vector<std::string> names;
    for (const auto& figure : report.at("figures").as_array()) {
        names.emplace_back(figure.at("name").as_string());
        EXPECT_TRUE(figure.at("unit").is_string());
        EXPECT_EQ(figure.at("runs").as_array().size(), 3U) << names.back();
        EXPECT_LE(figure.at("least").to_number<double>(), figure.at("median").to_number<double>());
        EXPECT_LE(figure.at("median").to_number<double>(), figure.at("most").to_number<double>());
        if (figure.at("beside").is_object()) {
            EXPECT_THAT(names, testing::Contains(figure.at("beside").at("name").as_string().c_str()));
        }
    }
    EXPECT_THAT(names,
                testing::IsSupersetOf({"SQLite, 1 record a commit", "HTTP, 1 client", "HTTP, 64 clients",
                                       "HTTP, 64 clients, p99", "HTTP, 256 clients, clients"}));
    EXPECT_TRUE(report.at("skipped").is_array());
}

}  // namespace
}  // namespace waymark::bench
