#include "states/instant.hpp"

#include <array>

#include "states/check.hpp"

namespace waymark {

namespace {

using namespace std::chrono;

void append_digits(std::string& out, std::int64_t number, int digits) {
    std::array<char, 20> buffer{};
    for (int i = digits; i-- > 0; number /= 10)
        buffer.at(static_cast<std::size_t>(i)) = static_cast<char>('0' + number % 10);
    out.append(buffer.data(), static_cast<std::size_t>(digits));
}

// Reads a text from left to right; the first thing that does not fit makes it bad for good.
class Reading {
  public:
    explicit Reading(std::string_view text) : rest_(text) {}

    int digits(std::size_t count) {
        int number = 0;
        for (std::size_t i = 0; i < count; ++i) {
            if (!digit_ahead()) return fail();
            number = number * 10 + (take() - '0');
        }
        return number;
    }
    void expect(std::string_view one_of) {
        if (rest_.empty() || one_of.find(rest_.front()) == std::string_view::npos)
            fail();
        else
            rest_.remove_prefix(1);
    }
    [[nodiscard]] bool ahead(char c) const { return good_ && rest_.starts_with(c); }
    [[nodiscard]] bool digit_ahead() const {
        return good_ && !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9';
    }
    char take() {
        const char c = rest_.front();
        rest_.remove_prefix(1);
        return c;
    }
    int fail() {
        good_ = false;
        return 0;
    }
    [[nodiscard]] bool complete() const { return good_ && rest_.empty(); }

  private:
    std::string_view rest_;
    bool good_ = true;
};

microseconds read_fraction(Reading& text) {
    if (!text.ahead('.')) return {};
    text.take();
    std::int64_t micros = 0, unit = 1'000'000;
    if (!text.digit_ahead()) text.fail();
    while (text.digit_ahead()) {
        unit /= 10;
        if (unit == 0)
            text.fail();  // a seventh digit
        else
            micros += (text.take() - '0') * unit;
    }
    return microseconds(micros);
}

minutes read_offset(Reading& text) {
    if (text.ahead('Z') || text.ahead('z')) {
        text.take();
        return {};
    }
    const bool west = text.ahead('-');
    text.expect("+-");
    const int h = text.digits(2);
    text.expect(":");
    const int m = text.digits(2);
    if (h > 23 || m > 59) text.fail();
    const minutes offset = hours(h) + minutes(m);
    return west ? -offset : offset;
}

}  // namespace

std::string to_text(Instant instant) {
    const auto milli = floor<milliseconds>(instant);
    const auto day = floor<days>(milli);
    const year_month_day date(day);
    const hh_mm_ss<milliseconds> time(milli - day);
    const int year = static_cast<int>(date.year());
    std::string text;
    text.reserve(27);
    if (year < 0 || year > 9999) text += year < 0 ? '-' : '+';
    append_digits(text, year < 0 ? -year : year, year < 0 || year > 9999 ? 6 : 4);
    text += '-';
    append_digits(text, static_cast<unsigned>(date.month()), 2);
    text += '-';
    append_digits(text, static_cast<unsigned>(date.day()), 2);
    text += 'T';
    append_digits(text, time.hours().count(), 2);
    text += ':';
    append_digits(text, time.minutes().count(), 2);
    text += ':';
    append_digits(text, time.seconds().count(), 2);
    text += '.';
    append_digits(text, time.subseconds().count(), 3);
    text += 'Z';
    return text;
}

std::optional<Instant> parse_instant(std::string_view text) {
    Reading reading(text);
    const int y = reading.digits(4);
    reading.expect("-");
    const int mon = reading.digits(2);
    reading.expect("-");
    const int d = reading.digits(2);
    reading.expect("Tt");
    const int h = reading.digits(2);
    reading.expect(":");
    const int min = reading.digits(2);
    reading.expect(":");
    const int s = reading.digits(2);
    const microseconds fraction = read_fraction(reading);
    const minutes offset = read_offset(reading);
    const year_month_day date(year(y), month(static_cast<unsigned>(mon)), day(static_cast<unsigned>(d)));
    // No leap second: UTC as the house holds it has none, and two instants must not share one place.
    if (!reading.complete() || !date.ok() || h > 23 || min > 59 || s > 59) return std::nullopt;
    return Instant(sys_days(date)) + hours(h) + minutes(min) + seconds(s) + fraction - offset;
}

}  // namespace waymark
