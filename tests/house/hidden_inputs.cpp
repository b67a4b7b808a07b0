#include "tests/house/hidden_inputs.hpp"

#include <algorithm>
#include <array>

namespace waymark::house {

namespace {

/// Names that are wrong wherever they stand.
constexpr std::array forbidden_names = {"system_clock",    "steady_clock",    "high_resolution_clock",
                                        "utc_clock",       "file_clock",      "clock_gettime",
                                        "gettimeofday",    "timespec_get",    "localtime",
                                        "localtime_r",     "sleep_for",       "sleep_until",
                                        "usleep",          "nanosleep",       "clock_nanosleep",
                                        "random_device",   "drand48",         "lrand48",
                                        "rand_r",          "random_shuffle",  "getrandom",
                                        "getentropy",      "arc4random",      "RAND_bytes",
                                        "RAND_priv_bytes", "randombytes_buf", "uuid_generate"};

/// Names too common to be wrong but as a call of the C library's function.
constexpr std::array forbidden_calls = {"time",  "clock",   "sleep", "rand",
                                        "srand", "srandom", "ftime", "alarm"};

/// Engines that are wrong when nothing seeds them.
constexpr std::array engines = {"mt19937", "mt19937_64", "default_random_engine", "minstd_rand",
                                "minstd_rand0"};

/// Within SQL texts: what SQLite would take from its own clock and generator.
constexpr std::array forbidden_sql = {"CURRENT_TIMESTAMP", "CURRENT_DATE", "CURRENT_TIME",
                                      "julianday",         "unixepoch",    "randomblob"};

/// In folders that must run on a virtual executor.
constexpr std::array forbidden_in_pure = {"jthread",      "pthread_create", "this_thread", "steady_timer",
                                          "system_timer", "io_context",     "getaddrinfo", "timerfd_create"};
constexpr std::array forbidden_calls_in_pure = {"socket", "connect", "async"};

bool is_pure(std::string_view path) {
    return path.starts_with("states/") || path.starts_with("workflows/") || path.starts_with("diagrams/");
}

char next_visible(std::string_view code, std::size_t at) {
    at = code.find_first_not_of(" \t\n", at);
    return at == std::string_view::npos ? '\0' : code[at];
}

/// What stands before a name shows that it is being declared: a type, "std::vector<int> time(3)".
bool is_declared(std::string_view before) {
    const auto end = before.find_last_not_of(" \t\n");
    if (end == std::string_view::npos || end + 1 == before.size()) return false;
    before = before.substr(0, end + 1);
    if (before.ends_with('>'))
        return before.size() > 1 && before[before.size() - 2] != ' ' && before[before.size() - 2] != '-';
    auto start = before.size();
    while (start > 0 && is_name_character(before[start - 1])) --start;
    const auto word = before.substr(start);
    constexpr std::array verbs = {"return", "co_return", "co_await", "co_yield", "throw", "case",
                                  "else",   "do",        "and",      "or",       "not"};
    return !word.empty() && std::ranges::find(verbs, word) == verbs.end();
}

/// A call of the global or std function: followed by "(", and neither declared here nor a member nor of
/// another namespace.
bool is_free_call(std::string_view code, std::size_t at, std::string_view name) {
    const auto open = code.find_first_not_of(" \t\n", at + name.size());
    if (open == std::string_view::npos || code[open] != '(') return false;
    if (name == "clock" && next_visible(code, open + 1) != ')') return false;  // a member made from something
    const auto before = code.substr(0, at);
    if (before.ends_with('.') || before.ends_with("->") || is_declared(before)) return false;
    if (!before.ends_with("::")) return true;
    const auto scope = before.substr(0, before.size() - 2);
    return scope.ends_with("std") || scope.empty() || !is_name_character(scope.back());
}

/// "engine name;", "engine name{};", "engine{}", "engine()": made without a seed. A member, "engine name_;",
/// gets it from its class.
bool is_unseeded(std::string_view code, std::size_t at, std::string_view name) {
    auto rest = code.substr(at + name.size());
    const auto skip = [&](auto&& skipped) {
        while (!rest.empty() && skipped(rest.front())) rest.remove_prefix(1);
    };
    const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\n'; };
    skip(is_space);
    const bool named = !rest.empty() && is_name_character(rest.front());
    char last = '\0';
    skip([&](char c) { return is_name_character(c) && (last = c) != '\0'; });
    skip(is_space);
    if (rest.starts_with('{')) return next_visible(rest, 1) == '}';
    if (rest.starts_with('(')) return next_visible(rest, 1) == ')';
    return named && last != '_' && rest.starts_with(';');
}

/// One look through one source.
class Search {
  public:
    Search(const Source& source, std::span<const Exception> exceptions, std::vector<bool>& used)
        : source_(source), exceptions_(exceptions), used_(used) {}

    template <class Words, class Matches>
    void look_for(const Words& words, const std::string& code, Matches&& matches) {
        for (const std::string_view word : words) {
            for (auto at = find_word(code, word); at != std::string::npos;
                 at = find_word(code, word, at + 1)) {
                if (matches(code, at, word) && !excepted(word)) {
                    found_.push_back(
                        {source_.path, line_at(code, at), std::string(word) + " is a hidden input"});
                }
            }
        }
    }
    [[nodiscard]] std::vector<Finding> found() && { return std::move(found_); }

  private:
    bool excepted(std::string_view word) {
        bool any = false;
        for (std::size_t i = 0; i < exceptions_.size(); ++i) {
            if (exceptions_[i].word != word || !source_.path.starts_with(exceptions_[i].place)) continue;
            used_[i] = any = true;
        }
        return any;
    }

    const Source& source_;
    std::span<const Exception> exceptions_;
    std::vector<bool>& used_;
    std::vector<Finding> found_;
};

}  // namespace

std::vector<Finding> hidden_inputs(const Source& source, std::span<const Exception> exceptions,
                                   std::vector<bool>& used) {
    used.resize(exceptions.size());
    if (source.path.starts_with("adapters/clock/")) return {};
    const std::string code = code_of(source.text);
    const auto anywhere = [](std::string_view, std::size_t, std::string_view) { return true; };
    Search search(source, exceptions, used);
    search.look_for(forbidden_names, code, anywhere);
    search.look_for(forbidden_calls, code, is_free_call);
    search.look_for(engines, code, is_unseeded);
    if (!source.path.starts_with("tests/"))
        search.look_for(forbidden_sql, code_of(source.text, Literals::kept), anywhere);
    if (is_pure(source.path)) {
        search.look_for(forbidden_in_pure, code, anywhere);
        search.look_for(forbidden_calls_in_pure, code, is_free_call);
        search.look_for(std::array{"thread"}, code,
                        [](std::string_view text, std::size_t at, std::string_view) {
                            return text.substr(0, at).ends_with("std::");
                        });
    }
    return std::move(search).found();
}

}  // namespace waymark::house
