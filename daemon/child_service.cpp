#include "daemon/child_service.hpp"

#include <array>
#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>
#include <vector>

namespace waymark::daemon {
namespace {

[[noreturn]] void become(const std::vector<char*>& arguments, int log, pid_t parent) {
    // Out of the terminal's group: a Ctrl-C is its owner's to handle.
    ::setpgid(0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC);
    if (::getppid() != parent || nothing < 0 || ::dup2(nothing, 0) < 0 || ::dup2(nothing, 1) < 0 ||
        ::dup2(log, 2) < 0)
        ::_exit(127);
    ::execv("/proc/self/exe", arguments.data());
    ::_exit(127);
}

std::string take(int descriptor) {
    std::array<char, 4096> bytes{};
    const auto got = ::read(descriptor, bytes.data(), bytes.size());
    return got > 0 ? std::string(bytes.data(), static_cast<std::size_t>(got)) : std::string();
}

}  // namespace

ChildService::ChildService(const std::filesystem::path& folder, Instant clock) : folder_(folder) {
    std::vector<std::string> words{"waymark", "serve",         "--rehearsal", "--clock",     to_text(clock),
                                   "--data",  folder.string(), "--listen",    "127.0.0.1:0", "--log-level",
                                   "info",    "--log-format",  "text"};
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        throw std::system_error(errno, std::generic_category(), "a pipe");
    const auto parent = ::getpid();
    pid_ = ::fork();
    if (pid_ == 0) become(arguments, ends[1], parent);
    ::close(ends[1]);
    if (pid_ < 0) throw std::system_error(errno, std::generic_category(), "a child process");

    static constexpr std::string_view where = "listening on http://127.0.0.1:";
    std::string log;
    for (auto at = std::string::npos; at == std::string::npos || log.find('\n', at) == std::string::npos;
         at = log.find(where)) {
        const auto text = take(ends[0]);
        if (text.empty()) {
            ::close(ends[0]);
            stop();
            throw std::runtime_error("The service over " + folder.string() + " did not start:\n" + log);
        }
        log += text;
    }
    port_ = static_cast<unsigned short>(std::stoul(log.substr(log.find(where) + where.size())));
    drain_ = std::thread([end = ends[0]] {
        while (!take(end).empty()) {
        }
        ::close(end);
    });
}

ChildService::~ChildService() { stop(); }

std::string ChildService::admin_token() const {
    std::ifstream file(folder_ / "admin.token");
    std::string token;
    file >> token;
    return token;
}

bool ChildService::stop() {
    if (pid_ <= 0) return true;
    ::kill(pid_, SIGTERM);
    int status = 0;
    while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    pid_ = -1;
    if (drain_.joinable()) drain_.join();
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace waymark::daemon
