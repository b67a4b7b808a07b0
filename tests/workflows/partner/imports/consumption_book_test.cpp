// What published files amount to: sums, corrections, accounts that were somebody else's, memory.
#include "workflows/partner/consumption_book.hpp"

#include <gmock/gmock.h>
#include <map>
#include <random>
#include <thread>

namespace waymark::partner {
namespace {

using std::chrono::year_month;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr runtime::InstanceId romashka{11}, vasilek{12};

PartnerMeant meant(std::string_view text) {
    return {PartnerMeant::Kind::one, text == "R" ? romashka : vasilek};
}

class Book : public testing::Test {
  protected:
    ConsumptionBook::Draft draft(const std::string& rows) {
        ConsumptionFile file(meant);
        file.take("account,partner,service,month,amount,grants,where,deal_rate,product\n" + rows);
        file.finish();
        for (const auto& error : file.errors()) ADD_FAILURE() << error.row << " " << error.text.en;
        return book.draft(file);
    }
    /// Added, corrected, unchanged.
    std::vector<std::uint64_t> publish(const std::string& rows, const std::string& import = "i1") {
        auto made = draft(rows);
        book.adopt(made, {}, {import, {}});
        return {made.added, made.corrected, made.unchanged};
    }
    std::vector<std::string> usage(runtime::InstanceId partner) const {
        std::vector<std::string> all;
        for (const auto& cell : book.usage_of(partner))
            all.push_back(to_text(cell.month) + " " + cell.service + " " + cell.product +
                          (cell.registered_project ? " registered " : " ") +
                          std::to_string(cell.deal_basis_points) + " " + std::to_string(cell.gross.count) +
                          " " + std::to_string(cell.grants.count));
        std::ranges::sort(all);
        return all;
    }

    ConsumptionBook book;
};

TEST_F(Book, SumsAccountsByServiceAndMonth) {
    EXPECT_THAT(publish("a,R,compute,2026-01,10,1,,,\nb,R,compute,2026-01,5,,,,\nb,R,storage,2026-01,1,,,,\n"
                        "c,R,compute,2026-01,7,,registered project,,\nd,R,compute,2026-01,2,,,500,\n"
                        "a,R,compute,2026-02,3,,,,GP\na,V,x,2026-02,9,,,,\n"),
                ElementsAre(7U, 0U, 0U));
    EXPECT_THAT(usage(romashka), ElementsAre("2026-01 compute  0 1500 100", "2026-01 compute  500 200 0",
                                             "2026-01 compute  registered 0 700 0",
                                             "2026-01 storage  0 100 0", "2026-02 compute GP 0 300 0"));
    EXPECT_THAT(usage(vasilek), ElementsAre("2026-02 x  0 900 0"));
    EXPECT_THAT(usage({99}), IsEmpty());
}

TEST_F(Book, ALaterRowReplacesAndTheSameChangesNothing) {
    publish("a,R,s,2026-01,10,,,,\nb,R,s,2026-01,5,,,,\n");
    EXPECT_THAT(publish("a,R,s,2026-01,12,2,,,\nb,R,s,2026-01,5,,,,\nc,R,s,2026-02,1,,,,\n", "i2"),
                ElementsAre(1U, 1U, 1U));
    EXPECT_THAT(usage(romashka), ElementsAre("2026-01 s  0 1700 200", "2026-02 s  0 100 0"));
    const auto changes = book.changes_by("i2");
    ASSERT_EQ(changes.size(), 1U);
    EXPECT_EQ(changes[0].account, "a");
    EXPECT_EQ(changes[0].gross_before.count, 1000);
    EXPECT_EQ(changes[0].gross_after.count, 1200);
    EXPECT_EQ(changes[0].month, "2026-01");
    EXPECT_THAT(book.changes_by("i1"), IsEmpty());
}

TEST_F(Book, ADraftChangesNothing) {
    publish("a,R,s,2026-01,10,,,,\n");
    const auto made = draft("a,R,s,2026-01,99,,,,\n");
    EXPECT_EQ(made.corrected, 1U);
    EXPECT_THAT(usage(romashka), ElementsAre("2026-01 s  0 1000 0"));
}

TEST_F(Book, AnAccountThatWasAnothersMovesWithItsMonth) {
    publish("a,R,s,2026-01,10,,,,\na,R,s,2026-02,20,,,,\n");
    EXPECT_THAT(publish("a,V,s,2026-02,20,,,,\n", "i2"), ElementsAre(1U, 1U, 0U));
    EXPECT_THAT(usage(romashka), ElementsAre("2026-01 s  0 1000 0"));
    EXPECT_THAT(usage(vasilek), ElementsAre("2026-02 s  0 2000 0"));
    EXPECT_EQ(book.changes_by("i2").at(0).moved_to, vasilek);
    EXPECT_THAT(publish("a,R,s,2026-02,21,,,,\n", "i3"), ElementsAre(1U, 1U, 0U)) << "and back";
    EXPECT_THAT(usage(vasilek), IsEmpty());
    EXPECT_EQ(usage(romashka).size(), 2U);
    publish("b,R,s,2026-02,0,,,,\n", "i4");
    EXPECT_THAT(publish("b,V,s,2026-02,0,,,,\n", "i5"), ElementsAre(1U, 1U, 0U)) << "of nothing, too";
}

TEST_F(Book, KnowsCompleteMonthsAndTheNewestImport) {
    EXPECT_FALSE(book.newest());
    auto made = draft("a,R,s,2026-01,10,,,,\n");
    const Date day{std::chrono::days(20'500)};
    book.adopt(made, {year_month{std::chrono::year(2026), std::chrono::January}}, {"i1", day});
    Evidence evidence;
    book.add_usage(romashka, evidence);
    EXPECT_EQ(evidence.complete_months.size(), 1U);
    EXPECT_EQ(evidence.usage_source->id, "i1");
    EXPECT_EQ(evidence.usage_source->on, day);
    EXPECT_EQ(evidence.usage.size(), 1U);
}

/// Against the plainest model there is.
TEST_F(Book, EqualsAMapOverRandomFiles) {
    constexpr unsigned seed = 20'261'121;
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    const auto pick = [&](unsigned n) { return random() % n; };
    std::map<std::tuple<std::string, std::string, std::string>, std::pair<std::string, std::int64_t>> model;
    for (int round = 0; round < 30; ++round) {
        std::map<std::tuple<std::string, std::string, std::string>, std::pair<std::string, std::int64_t>>
            file;
        for (unsigned i = 0; i < 60; ++i)
            file[{"a" + std::to_string(pick(8)), "s" + std::to_string(pick(3)),
                  "2026-0" + std::to_string(1 + pick(4))}] = {pick(4) == 0 ? "V" : "R", pick(5)};
        std::string rows;
        for (const auto& [key, value] : file) {
            const auto& [account, service, month] = key;
            rows += account + "," + value.first + "," + service + "," + month + "," +
                    std::to_string(value.second) + ",,,,\n";
            model[key] = value;
        }
        publish(rows);
        std::map<std::string, std::int64_t> sums;
        for (const auto& [key, value] : model)
            sums[value.first + std::get<2>(key) + std::get<1>(key)] += value.second * 100;
        std::map<std::string, std::int64_t> found;
        for (const auto& [name, partner] : {std::pair{"R", romashka}, {"V", vasilek}})
            for (const auto& cell : book.usage_of(partner))
                found[name + to_text(cell.month) + cell.service] += cell.gross.count;
        ASSERT_EQ(found, sums) << "round " << round;
        ASSERT_EQ(book.cells(), model.size());
    }
}

TEST_F(Book, IsAskedWhileItIsWritten) {
    std::atomic<bool> stop = false;
    std::thread reader([&] {
        while (!stop) {
            std::int64_t sum = 0;
            for (const auto& cell : book.usage_of(romashka)) sum += cell.gross.count;
            EXPECT_EQ(sum % 1'000, 0) << "half a publication was seen";
        }
    });
    for (int i = 1; i <= 200; ++i) {
        std::string rows;
        for (int account = 0; account < 10; ++account)
            rows += std::to_string(i) + "-" + std::to_string(account) + ",R,s" + std::to_string(i % 7) +
                    ",2026-01," + std::to_string(i) + ",,,,\n";
        publish(rows);
    }
    stop = true;
    reader.join();
}

}  // namespace
}  // namespace waymark::partner
