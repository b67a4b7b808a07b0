// The byte form of a state: it comes back the same, and what was damaged is refused.
#include <boost/crc.hpp>
#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <random>

#include "states/interpreter.hpp"

namespace waymark::states {

namespace {

bool same(const Send& a, const Send& b) {
    return a.id == b.id && a.type == b.type && a.target == b.target && a.event == b.event &&
           a.data == b.data && a.named == b.named;
}
bool same(const Timer& a, const Timer& b) {
    return same(a.send, b.send) && a.due == b.due && a.arming == b.arming &&
           a.superseded_by == b.superseded_by;
}
bool same(const Event& a, const Event& b) {
    return a.name == b.name && a.type == b.type && a.data == b.data && a.sendid == b.sendid &&
           a.origin == b.origin && a.origintype == b.origintype;
}
template <class T>
bool same(const std::vector<T>& a, const std::vector<T>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const T& x, const T& y) { return same(x, y); });
}
bool same(const State& a, const State& b) {
    return a.configuration == b.configuration && a.history == b.history && a.data == b.data &&
           a.bound == b.bound && a.declared == b.declared && same(a.timers, b.timers) &&
           same(a.queue, b.queue) && a.armings == b.armings && a.running == b.running;
}

const Functions& functions() {
    static const Functions table;
    return table;
}

std::shared_ptr<const Chart> chart(const std::string& body, const std::string& attributes = "") {
    auto result = read_chart("<scxml xmlns=\"http://www.w3.org/2005/07/scxml\" version=\"1.0\"" + attributes +
                                 ">" + body + "</scxml>",
                             "t.scxml", functions());
    if (!result) throw std::runtime_error(result.error().message);
    return *result;
}

// Histories, late binding, a foreach's variables, timers, a queue: everything a state can hold.
const std::string rich = R"(
  <datamodel><data id="x" expr="{a: [1, 'two', null, undefined, 0.5, -3, 1e20], deep: {er: true}}"/></datamodel>
  <state id="s">
    <datamodel><data id="late" expr="7"/></datamodel>
    <history id="h" type="deep"><transition target="s1"/></history>
    <onentry><send event="tick" delay="10s" id="tick"/><send event="free" delay="1.5s"/><send event="now"/></onentry>
    <transition event="out" target="o"/>
    <state id="s1"><transition event="next" target="s2"/></state>
    <state id="s2"><onentry><foreach array="[1, 2]" item="i"><log expr="i"/></foreach></onentry></state>
  </state>
  <state id="o"><transition event="back" target="h"/><transition event="end" target="f"/></state>
  <final id="f"/>)";

State states_after(const Chart& chart, const std::vector<std::string>& events) {
    Interpreter interpreter;
    Outcome outcome;
    State state;
    const Surroundings around{Instant(std::chrono::microseconds(1'775'000'000'123'456)), "id", false};
    interpreter.start(chart, state, {}, around, outcome);
    for (const auto& event : events)
        interpreter.dispatch(chart, state, Event{event, Event::Type::external, {}, {}, {}, {}}, around,
                             outcome);
    return state;
}

std::string with_checksum(std::string blob) {
    boost::crc_32_type crc;
    crc.process_bytes(blob.data(), blob.size() - 4);
    for (unsigned i = 0; i < 4; ++i) blob[blob.size() - 4 + i] = static_cast<char>(crc.checksum() >> (8 * i));
    return blob;
}

}  // namespace

TEST(Blob, ComesBackTheSameAfterEveryStep) {
    const auto c = chart(rich, " binding=\"late\"");
    const std::vector<std::string> events = {"next", "out", "back", "out", "end", "more"};
    for (std::size_t n = 0; n <= events.size(); ++n) {
        const auto state =
            states_after(*c, {events.begin(), events.begin() + static_cast<std::ptrdiff_t>(n)});
        const auto back = decode(*c, encode(*c, state));
        ASSERT_TRUE(back.ok()) << back.error().message;
        EXPECT_TRUE(same(*back, state)) << n;
        EXPECT_EQ(encode(*c, *back), encode(*c, state));
    }
}

TEST(Blob, IsSmall) {
    const auto c = chart(
        "<state id=\"a\"><onentry><send event=\"remind\" id=\"reminder\" "
        "delay=\"86400s\"/></onentry></state>");
    EXPECT_LE(encode(*c, states_after(*c, {})).size(), 64U);
}

TEST(Blob, OfAnotherChartIsRefused) {
    const auto one = chart("<state id=\"a\"/><state id=\"b\"/>"),
               other = chart("<state id=\"a\"/><state id=\"c\"/>");
    const auto state = decode(*other, encode(*one, states_after(*one, {})));
    ASSERT_FALSE(state.ok());
    EXPECT_EQ(state.error().code, "bad-state-blob");
}

TEST(Blob, OfANewerFormatIsRefusedByName) {
    const auto c = chart("<state id=\"a\"/>");
    auto blob = encode(*c, states_after(*c, {}));
    blob[0] = 2;
    const auto state = decode(*c, blob);
    ASSERT_FALSE(state.ok());
    EXPECT_NE(state.error().message.find("format 2"), std::string::npos);
}

TEST(Blob, DamageIsAlwaysNoticed) {
    const auto c = chart(rich, " binding=\"late\"");
    const auto blob = encode(*c, states_after(*c, {"next", "out"}));
    for (std::size_t at = 0; at < blob.size(); ++at)
        for (int bit = 0; bit < 8; ++bit) {
            auto damaged = blob;
            damaged[at] = static_cast<char>(damaged[at] ^ (1 << bit));
            EXPECT_FALSE(decode(*c, damaged).ok()) << at;
        }
    for (std::size_t size = 0; size < blob.size(); ++size)
        EXPECT_FALSE(decode(*c, blob.substr(0, size)).ok());
}

TEST(Blob, ForgedBytesNeverHarm) {
    const auto c = chart(rich, " binding=\"late\"");
    const auto blob = encode(*c, states_after(*c, {"next", "out"}));
    constexpr unsigned seed = 20260401;
    std::cout << "seed " << seed << "\n";
    std::mt19937 random(seed);
    int read = 0;
    for (int round = 0; round < 50'000; ++round) {
        auto forged = blob;
        for (auto left = 1 + random() % 4; left > 0; --left)
            forged[5 + random() % (forged.size() - 9)] = static_cast<char>(random());
        if (random() % 8 == 0) forged.resize(9 + random() % (forged.size() - 9));
        auto state = decode(*c, with_checksum(forged));
        if (!state) continue;
        ++read;
        Interpreter interpreter;
        Outcome outcome;
        // What it means is anybody's guess; that it neither crashes nor hangs is not.
        interpreter.dispatch(*c, *state, Event{"back", Event::Type::external, {}, {}, {}, {}},
                             {Instant(), "s", false}, outcome);
    }
    EXPECT_GT(read, 100) << "some must be readable, or nothing was tested";
}

TEST(ValueBytes, ComeBackTheSame) {
    const Value values[] = {{},
                            nullptr,
                            true,
                            false,
                            0,
                            -0.0,
                            199,
                            200,
                            -1,
                            0.1,
                            9007199254740992.0,
                            -9007199254740992.0,
                            1e300,
                            std::numeric_limits<double>::infinity(),
                            std::nan(""),
                            "",
                            "текст",
                            std::string(300, 'x'),
                            Value::Array{},
                            Value::Object{},
                            Value::Array{1, Value::Object{{"a", Value()}, {"", "b"}}}};
    std::string bytes;
    for (const auto& value : values) append_value(bytes, value);
    std::string_view rest = bytes;
    for (const auto& value : values) {
        const auto back = read_value(rest);
        ASSERT_TRUE(back.ok());
        EXPECT_TRUE(*back == value) << to_json(value);
        if (value.is_number() && value.number() == 0) {
            EXPECT_EQ(std::signbit(back->number()), std::signbit(value.number()));
        }
    }
    EXPECT_TRUE(rest.empty());
    EXPECT_FALSE(read_value(rest).ok());
}

TEST(ValueBytes, TooDeepOrTooLongAreRefused) {
    std::string deep(1000, '\x07');  // arrays whose size byte is again an array's tag
    std::string_view rest = deep;
    EXPECT_FALSE(read_value(rest).ok());
    std::string longer = "\x06\xff\xff\xff\xff\x0f";  // a text of 4 GiB
    rest = longer;
    EXPECT_FALSE(read_value(rest).ok());
}

}  // namespace waymark::states
