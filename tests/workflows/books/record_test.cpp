#include "workflows/runtime/record.hpp"

#include <gtest/gtest.h>
#include <random>
#include <rapidcheck.h>

namespace waymark::runtime {
namespace {

/// Records in which every field may be anything, from a seed.
class AnyRecord {
  public:
    explicit AnyRecord(std::uint64_t seed) : random_(seed) {}

    Record record() {
        Record r;
        r.sequence = number();
        r.at = instant();
        r.written_at = coin() ? r.at : instant();
        r.command = coin() ? r.sequence : number();
        r.cause = static_cast<Cause>(below(8));
        r.caused_by = coin() ? 0 : number();
        if (coin()) r.person.number = number();
        if (coin()) r.token = text();
        if (below(5) != 0) instance(r);
        r.event = {text(), static_cast<states::Event::Type>(below(3)), value(0), text(), text(), text()};
        if (coin()) r.timer = static_cast<std::uint32_t>(random_());
        r.late = coin();
        if (coin()) {
            r.idempotency.emplace();
            for (auto& byte : r.idempotency->key) byte = static_cast<std::uint8_t>(random_());
            for (auto& byte : r.idempotency->body) byte = static_cast<std::uint8_t>(random_());
        }
        for (auto left = below(3); left > 0; --left) r.armed.push_back(timer());
        for (auto left = below(3); left > 0; --left) r.cancelled.push_back(timer());
        for (auto left = below(3); left > 0; --left)
            r.notifications.push_back({text(), text(), value(0), coin(), coin()});
        for (auto left = below(4); left > 0; --left) r.addressed.push_back({number()});
        verdicts(r);
        r.rulebook = text();
        return r;
    }

  private:
    std::uint64_t below(std::uint64_t n) { return random_() % n; }
    bool coin() { return below(2) == 0; }
    std::uint64_t number() { return random_() >> below(64); }
    Instant instant() { return Instant(std::chrono::microseconds(static_cast<std::int64_t>(random_()))); }
    std::string text() {
        static const std::vector<std::string> usual = {
            "", "urn:waymark:notify", std::string(states::scxml_processor), "договор", std::string("\0x", 2)};
        return coin() ? usual[below(usual.size())] : std::string(below(200), static_cast<char>(random_()));
    }
    states::Value value(unsigned depth) {
        switch (below(depth > 3 ? 6 : 8)) {
            case 0:
                return {};
            case 1:
                return nullptr;
            case 2:
                return coin();
            case 3:
                return static_cast<double>(below(300));
            case 4:
                return -1.5 * static_cast<double>(below(1'000'000));
            case 5:
                return text();
            case 6: {
                states::Value::Array elements;
                for (auto left = below(4); left > 0; --left) elements.push_back(value(depth + 1));
                return elements;
            }
            default: {
                states::Value::Object members;
                for (auto left = below(4); left > 0; --left)
                    members.emplace_back("m" + std::to_string(left), value(depth + 1));
                return members;
            }
        }
    }
    states::Timer timer() {
        states::Timer timer{{text(), text(), text(), text(), value(0), coin()},
                            instant(),
                            static_cast<std::uint32_t>(random_()),
                            {}};
        for (auto left = below(3); left > 0; --left) timer.superseded_by.push_back(text());
        return timer;
    }
    void instance(Record& r) {
        r.instance.number = number();
        r.family = coin() ? family_rooted_at(r.instance) : FamilyId{number()};
        if (coin()) r.parent.number = number();
        r.definition = static_cast<std::uint32_t>(random_());
        r.key = text();
        r.created_at = coin() ? r.at : instant();
        r.version = number();
        r.previous = coin() ? 0 : number();
        r.state = text();
    }
    void verdicts(Record& r) {
        static const std::array<std::string_view, 3> paths = {"notice.exit_at", "count", ""};
        for (auto left = below(4); left > 0; --left) {
            states::Verdict verdict{static_cast<states::TransitionIndex>(random_()), coin(), {}};
            for (auto values = below(3); values > 0; --values)
                verdict.values.emplace_back(paths[below(3)], value(0));
            r.verdicts.push_back(std::move(verdict));
        }
    }

    std::mt19937_64 random_;
};

bool same(const std::vector<states::Timer>& a, const std::vector<states::Timer>& b) {
    return std::ranges::equal(a, b, [](const states::Timer& x, const states::Timer& y) {
        return x.send.id == y.send.id && x.send.type == y.send.type && x.send.target == y.send.target &&
               x.send.event == y.send.event && x.send.data == y.send.data && x.send.named == y.send.named &&
               x.due == y.due && x.arming == y.arming && x.superseded_by == y.superseded_by;
    });
}

void expect_same(const Record& a, const Record& b) {
    EXPECT_EQ(a.sequence, b.sequence);
    EXPECT_EQ(a.at, b.at);
    EXPECT_EQ(a.written_at, b.written_at);
    EXPECT_EQ(a.command, b.command);
    EXPECT_EQ(a.cause, b.cause);
    EXPECT_EQ(a.caused_by, b.caused_by);
    EXPECT_EQ(a.person, b.person);
    EXPECT_EQ(a.token, b.token);
    EXPECT_EQ(a.instance, b.instance);
    EXPECT_EQ(a.parent, b.parent);
    EXPECT_EQ(a.family, b.family);
    EXPECT_EQ(a.definition, b.definition);
    EXPECT_EQ(a.key, b.key);
    EXPECT_EQ(a.created_at, b.created_at);
    EXPECT_EQ(a.version, b.version);
    EXPECT_EQ(a.previous, b.previous);
    EXPECT_EQ(a.event.name, b.event.name);
    EXPECT_EQ(a.event.type, b.event.type);
    EXPECT_EQ(a.event.data, b.event.data);
    EXPECT_EQ(a.event.sendid, b.event.sendid);
    EXPECT_EQ(a.event.origin, b.event.origin);
    EXPECT_EQ(a.event.origintype, b.event.origintype);
    EXPECT_EQ(a.timer, b.timer);
    EXPECT_EQ(a.late, b.late);
    EXPECT_EQ(a.idempotency, b.idempotency);
    EXPECT_EQ(a.state, b.state);
    EXPECT_TRUE(same(a.armed, b.armed));
    EXPECT_TRUE(same(a.cancelled, b.cancelled));
    EXPECT_EQ(a.addressed, b.addressed);
    EXPECT_EQ(a.rulebook, b.rulebook);
    EXPECT_TRUE(std::ranges::equal(a.notifications, b.notifications, [](const auto& x, const auto& y) {
        return x.message == y.message && x.audience == y.audience && x.fields == y.fields &&
               x.late == y.late && x.suppressed == y.suppressed;
    }));
    EXPECT_TRUE(std::ranges::equal(a.verdicts, b.verdicts, [](const auto& x, const auto& y) {
        return x.transition == y.transition && x.taken == y.taken && x.values == y.values;
    }));
}

TEST(Record, ReadsBackAsItWasWritten) {
    EXPECT_TRUE(rc::check("round trip", [](std::uint64_t seed) {
        const auto record = AnyRecord(seed).record();
        const auto decoded = decode_record(encode(record));
        RC_ASSERT(decoded.ok());
        expect_same(record, *decoded);
        RC_ASSERT(!testing::Test::HasFailure());
    }));
}

TEST(Record, KeepsTheNamesOfPathsAliveWhenItIsCopied) {
    auto record = AnyRecord(1).record();
    record.verdicts = {{3, true, {{"a long name that lives on the heap", 1}}}};
    std::optional<Record> copy;
    {
        const auto decoded = decode_record(encode(record));
        ASSERT_TRUE(decoded.ok());
        copy = *decoded;
    }
    EXPECT_EQ(copy->verdicts.at(0).values.at(0).first, "a long name that lives on the heap");
}

TEST(Record, RefusesWhatIsCutOffOrTooLong) {
    EXPECT_TRUE(rc::check("cut off", [](std::uint64_t seed) {
        const auto bytes = encode(AnyRecord(seed).record());
        for (std::size_t size = 0; size < bytes.size(); size += 1 + size / 16) {
            const auto decoded = decode_record(std::string_view(bytes).substr(0, size));
            RC_ASSERT(!decoded.ok());
            RC_ASSERT(decoded.error().code == "bad-record");
        }
        RC_ASSERT(!decode_record(bytes + '\0').ok());
    }));
}

TEST(Record, SurvivesAnyDamage) {
    EXPECT_TRUE(rc::check("damage", [](std::uint64_t seed) {
        std::mt19937_64 random(seed);
        auto bytes = encode(AnyRecord(seed).record());
        for (int i = 0; i < 50; ++i) {
            bytes[random() % bytes.size()] = static_cast<char>(random());
            if (const auto decoded = decode_record(bytes); !decoded)
                RC_ASSERT(decoded.error().code == "bad-record");
        }
        std::string noise(random() % 300, '\0');
        for (auto& byte : noise) byte = static_cast<char>(random());
        noise.insert(0, 1, '\1');
        (void)decode_record(noise).ok();
    }));
}

TEST(Record, OfANewerFormatIsRefusedWithTheCure) {
    auto bytes = encode(AnyRecord(7).record());
    bytes[0] = 2;
    const auto decoded = decode_record(bytes);
    ASSERT_FALSE(decoded.ok());
    EXPECT_NE(decoded.error().message.find("newer"), std::string::npos);
}

TEST(Record, IsSmall) {
    Record record;
    record.sequence = record.command = 10'000'000;
    record.previous = 9'000'000;
    record.at = record.written_at = Instant(std::chrono::days(20'500));
    record.created_at = Instant(std::chrono::days(20'000));
    record.instance = {std::uint64_t{1'770'000'000'000} << 20};
    record.family = family_rooted_at(record.instance);
    record.definition = 3;
    record.version = 17;
    record.event.name = "notice.register";
    record.person = record.instance;
    record.token = "abcdefgh";
    record.rulebook = "r1";
    EXPECT_LE(encode(record).size(), 90U);
}

TEST(Chain, IsSha256OfTheHashBeforeAndTheBytes) {
    // FIPS 180-2, appendix B.1.
    EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    Digest previous{};
    previous[0] = 'a';
    std::string joined(previous.begin(), previous.end());
    joined += "bytes";
    std::string hex;
    for (const auto byte : chain(previous, "bytes")) {
        constexpr std::string_view digits = "0123456789abcdef";
        hex += digits[byte >> 4];
        hex += digits[byte & 15];
    }
    EXPECT_EQ(hex, sha256_hex(joined));
}

}  // namespace
}  // namespace waymark::runtime
